import type { Redacted } from '../event-definition.js';
import type { AuthorizationEvent } from './events.js';

type Data<Type extends AuthorizationEvent['type']> = Extract<
  AuthorizationEvent,
  { readonly type: Type }
>['data'];
type Letter = Exclude<Data<'AuthorizationEntered'>['personal'], Redacted>;
type Entered = Data<'AuthorizationEntered'>;

export type AuthorizationTerms = Pick<
  Entered,
  | 'payer'
  | 'levelOfCare'
  | 'codes'
  | 'revenueCode'
  | 'units'
  | 'from'
  | 'to'
  | 'usedBefore'
  | 'review'
  | 'telehealth'
>;

export type AuthorizationCommand =
  | ({ readonly type: 'EnterAuthorization'; readonly letter: Letter } & Omit<Entered, 'personal'>)
  | ({ readonly type: 'ChangeAuthorization'; readonly letter: Letter } & Omit<
      Data<'AuthorizationChanged'>,
      'personal' | 'patientId'
    >)
  | ({ readonly type: 'RecordReview' } & Omit<Data<'ReviewRecorded'>, 'nextOn'> & {
        /** Left out: as often as the terms ask. */
        readonly nextOn?: string | null;
      })
  | ({ readonly type: 'CloseAuthorization' } & Data<'AuthorizationClosed'>);
