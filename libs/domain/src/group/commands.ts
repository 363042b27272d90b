import type { GuestReason, WithdrawalReason } from '../session/scheduling-events.js';
import type { GroupEvent, GroupEventOf } from './events.js';

type Data<Type extends GroupEvent['type']> = GroupEventOf<Type>['data'];
type Formed = Data<'GroupFormed'>;

export type GroupCommand =
  | ({ readonly type: 'FormGroup' } & Omit<Formed, 'modality'> & Partial<Pick<Formed, 'modality'>>)
  | ({ readonly type: 'ScheduleGroup' } & Data<'GroupScheduled'>)
  | ({ readonly type: 'SkipOccurrence' } & Data<'OccurrenceSkipped'>)
  | ({ readonly type: 'MoveOccurrence' } & Data<'OccurrenceMoved'>)
  | ({ readonly type: 'RestoreOccurrence' } & Data<'OccurrenceRestored'>)
  | ({ readonly type: 'SubstituteFacilitator' } & Data<'FacilitatorSubstituted'>)
  | ({ readonly type: 'InviteGuest'; readonly reasonCode?: GuestReason | null } & Omit<
      Data<'GuestInvited'>,
      'reasonCode'
    >)
  | ({ readonly type: 'WithdrawGuest'; readonly reasonCode?: WithdrawalReason | null } & Omit<
      Data<'GuestWithdrawn'>,
      'reasonCode'
    >)
  | ({ readonly type: 'ChangeFacilitators' } & Data<'GroupFacilitatorsChanged'>)
  | ({ readonly type: 'ChangeCapacity' } & Data<'GroupCapacityChanged'>)
  | ({ readonly type: 'CloseGroup' } & Data<'GroupClosed'>)
  /** Without a day: from the beginning. */
  | ({ readonly type: 'JoinGroup'; readonly from?: string | null } & Omit<Data<'PatientJoinedGroup'>, 'from'>)
  /** Without a day: at once. */
  | ({ readonly type: 'LeaveGroup'; readonly from?: string | null } & Omit<Data<'PatientLeftGroup'>, 'from'>)
  | ({ readonly type: 'SetMemberAbsence' } & Data<'MemberAbsenceSet'>);

export type GroupCommandOf<Type extends GroupCommand['type']> = Extract<
  GroupCommand,
  { readonly type: Type }
>;
