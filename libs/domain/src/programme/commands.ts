import type { Instant } from '../time.js';
import type { ProgrammeEvent } from './events.js';

type Data<Type extends ProgrammeEvent['type']> = Extract<ProgrammeEvent, { readonly type: Type }>['data'];
type Established = Data<'ProgrammeEstablished'>;

export type ProgrammeCommand =
  | ({ readonly type: 'EstablishProgramme' } & Established)
  | {
      /**
       * Gives a session's seal its place in the programme's chain, before the session itself is sealed with that
       * place. Place and predecessor are decided here; a caller that has already promised them to somebody may
       * name them, and is refused when the chain has moved on since.
       */
      readonly type: 'ChainSeal';
      readonly sessionId: string;
      readonly hash: string;
      readonly at: Instant;
      readonly expected?: { readonly sequence: number; readonly previousHash: string | null };
    }
  /** Gives a correction the place that its signature names; refused as stale when the chain has moved on. */
  | ({ readonly type: 'ChainCorrection' } & Data<'CorrectionChained'>)
  /** Closes the day; refused as stale when more was chained, or another day was rooted, meanwhile. */
  | ({ readonly type: 'RootDay' } & Data<'DayRooted'>)
  | ({ readonly type: 'DeclareHolidays' } & Data<'HolidaysDeclared'>)
  | ({ readonly type: 'SetCapacityLimits' } & Data<'CapacityLimitsSet'>)
  | ({ readonly type: 'SetOutreachTimes' } & Data<'OutreachTimesSet'>)
  | ({ readonly type: 'SetAuthorizationAlerts' } & Data<'AuthorizationAlertsSet'>);
