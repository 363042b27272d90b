import type { Instant } from '../time.js';
import type { TaskEvent, TaskOutcome, Withdrawal } from './events.js';

type Data<Type extends TaskEvent['type']> = Extract<TaskEvent, { readonly type: Type }>['data'];

export type TaskCommand =
  /** By a rule that may tell it any number of times. */
  | ({ readonly type: 'OpenTask' } & Data<'TaskOpened'>)
  /** Somebody of the owning role makes it their own. */
  | { readonly type: 'TakeTask'; readonly by: string; readonly at: Instant }
  | {
      readonly type: 'ReportTask';
      readonly by: string;
      readonly outcome: TaskOutcome;
      readonly note?: string;
      readonly at: Instant;
    }
  /** By a rule: there is nothing left to be done, or never was. */
  | { readonly type: 'WithdrawTask'; readonly why: Withdrawal; readonly at: Instant };
