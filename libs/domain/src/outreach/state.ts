import { v5 as uuidv5 } from 'uuid';
import type { Instant } from '../time.js';
import type { OutreachEventOf, OutreachStep } from './events.js';

const TASK_NAMESPACE = '6c0f5f0a-6a0e-4f0b-9a51-5b7b3a1b9d6e';

type Begun = OutreachEventOf<'OutreachBegun'>['data'];

/** What is being done about one session that somebody has not come to. */
export interface Round {
  readonly begun: Begun;
  /** The steps that were taken; a later reminder stands for those before it. */
  readonly taken: readonly { readonly step: OutreachStep; readonly at: Instant }[];
  readonly messages: readonly { readonly messageId: string; readonly step: OutreachStep }[];
}

/** A task that the ladder asks for, and whether it is still to be done. */
export interface AskedTask {
  readonly taskId: string;
  readonly kind: 'call' | 'repeated-absence';
  readonly sessionId: string;
  readonly day: string;
  /** The therapist of a call. */
  readonly therapistId: string;
  readonly dueAt: Instant;
  readonly again: { readonly minutes: number; readonly tries: number } | null;
  readonly at: Instant;
  /** Null as long as it is to be done. */
  readonly over: 'came' | 'cannot-come' | 'session-changed' | 'away' | 'superseded' | null;
}

export interface OutreachState {
  /** Null until there was something to do for the first time. */
  readonly of: Pick<Begun, 'enrollmentId' | 'patientId' | 'programmeId'> | null;
  /** Under way; null when nobody is waited for. */
  readonly round: Round | null;
  /** Rounds that are over, as `sessionId@begunAt`: none of them begins again. */
  readonly past: readonly string[];
  /** Sessions that they came to late. */
  readonly cameTo: readonly string[];
  /** Sessions that they said they cannot come to. */
  readonly announced: readonly string[];
  /** Days missed one after the other, oldest first. */
  readonly missedDays: readonly string[];
  readonly tasks: readonly AskedTask[];
}

export const roundKey = ({ sessionId, begunAt }: Pick<Begun, 'sessionId' | 'begunAt'>): string =>
  `${sessionId}@${begunAt}`;

/** The task of a step, the same in every process. */
export const outreachTaskId = (enrollmentId: string, kind: AskedTask['kind'], key: string): string =>
  uuidv5(JSON.stringify([enrollmentId, kind, key]), TASK_NAMESPACE);

/** When something is due next in a round; null when nothing is left but to wait. */
export const nextOutreachAt = ({ round }: OutreachState): Instant | null => {
  if (round === null) return null;
  const open = round.begun.steps.filter(({ step }) => !isPassed(round, step));
  return open.length === 0 ? null : Math.min(...open.map(({ dueAt }) => dueAt));
};

const reminders: readonly OutreachStep[] = ['notice', 'reminder', 'second-reminder'];

/** Whether a step was taken, or one was that stands for it: two reminders are never given in one breath. */
export const isPassed = ({ taken }: Pick<Round, 'taken'>, step: OutreachStep): boolean =>
  taken.some(
    (one) =>
      one.step === step ||
      (step !== 'call' && one.step !== 'call' && reminders.indexOf(one.step) > reminders.indexOf(step)),
  );

/** The reminder that was given last; null before the first. */
export const lastReminder = ({ taken }: Pick<Round, 'taken'>): Round['taken'][number] | null =>
  taken.findLast(({ step }) => step !== 'call') ?? null;
