import type { StaffRole, TaskKind, TaskOutcome, Withdrawal } from '@hearth/domain';

/** One time that somebody tried, and did not reach anybody. */
export interface TaskTry {
  readonly outcome: 'left-message' | 'not-reached';
  readonly by: string;
  readonly at: number;
  /** Null when nothing was written, or it can no longer be read. */
  readonly note: string | null;
}

/** What a task is, before names are put to it. */
export interface Task {
  readonly taskId: string;
  readonly programmeId: string;
  readonly kind: TaskKind;
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly sessionId: string | null;
  readonly authorizationId: string | null;
  readonly owner:
    | { readonly kind: 'person'; readonly staffId: string }
    | { readonly kind: 'role'; readonly role: StaffRole };
  readonly openedAt: number;
  readonly dueAt: number;
  readonly tries: readonly TaskTry[];
  readonly end:
    | {
        readonly how: 'closed';
        readonly outcome: TaskOutcome;
        readonly by: string;
        readonly at: number;
        readonly note: string | null;
      }
    | { readonly how: 'withdrawn'; readonly why: Withdrawal; readonly at: number }
    | null;
}

export interface TaskDocument {
  readonly taskId: string;
  /** Null until it is opened. */
  readonly task: Task | null;
}

/** A task with the names of those whom it is about. */
export interface NamedTask extends Task {
  readonly displayName: string;
  readonly simulated: boolean;
  /** What the last check-in confirmed; null without one, and where nobody has to be called. */
  readonly callbackNumber: string | null;
  /** Of the session that it is about. */
  readonly sessionTitle: string | null;
  readonly sessionStartsAt: number | null;
}

/** What is to be done in a programme, soonest due first. Key: programme id. */
export interface TasksDocument {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly tasks: readonly NamedTask[];
  /** Names of staff by id: of owners, and of those who tried. */
  readonly staff: Readonly<Record<string, string>>;
}
