import {
  isRedacted,
  lastReminder,
  MESSAGE_FRESH_MS,
  outreachDecider,
  roundKey,
  type Round,
} from '@hearth/domain';
import { foldStream, handleCommand, type EventStore } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { v5 as uuidv5 } from 'uuid';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import type { MailChannel } from './mail.js';
import { reminderWords } from './words.js';

const MESSAGE_NAMESPACE = '9c9a1f6e-4f5c-4d5b-8f86-1d0b1b3a7a55';

interface Reachable {
  readonly mail: string | null;
  readonly locale: 'en' | 'es';
}

/** How a patient wants to be reminded, up to the head of their stream; no address once it cannot be read. */
const howToReach = async (store: EventStore, patientId: string): Promise<Reachable> => {
  let reachable: Reachable = { mail: null, locale: 'en' };
  for await (const stored of store.read('patient', patientId)) {
    if (stored.kind === 'unknown') continue;
    const { event } = stored.recorded;
    switch (event.type) {
      case 'PatientRegistered':
      case 'PatientProfileChanged':
        if (!isRedacted(event.data.personal)) {
          reachable = { ...reachable, locale: event.data.personal.locale };
        }
        break;
      case 'ReminderAddressSet':
        reachable = {
          ...reachable,
          mail: isRedacted(event.data.personal) ? null : event.data.personal.mail,
        };
        break;
      default:
        break;
    }
  }
  return reachable;
};

/** The reminder that should leave now; null when none should, or it was claimed by somebody. */
const reminderDue = (round: Round | null, at: number): 'reminder' | 'second-reminder' | null => {
  const last = round === null ? null : lastReminder(round);
  if (round === null || last === null || at - last.at > MESSAGE_FRESH_MS) return null;
  if (last.step !== 'reminder' && last.step !== 'second-reminder') return null;
  return round.messages.some(({ step }) => step === last.step) ? null : last.step;
};

export interface MessageOptions {
  readonly mail: MailChannel;
  /** Where people find Hearth; null: the message names no address. */
  readonly publicUrl: string | null;
}

/**
 * Sends the reminders of the ladder to those who want them. Whoever claims a message sends it, once: a process that
 * dies in between leaves it unsent rather than sent twice, and the next step follows anyway.
 */
export const messagePolicy = (
  { store, logger, now }: Surroundings,
  { mail, publicUrl }: MessageOptions,
): Policy => ({
  name: 'message',
  category: 'outreach',
  after: ['OutreachStepTaken'],
  act: async (enrollmentId) => {
    const { state, revision } = await foldStream(store, outreachDecider, 'outreach', enrollmentId);
    const { round } = state;
    const step = reminderDue(round, now());
    if (round === null || step === null) return { revision, lookAgainAt: null };
    const { mail: to, locale } = await howToReach(store, round.begun.patientId);
    if (to === null) return { revision, lookAgainAt: null };
    const { sessionId } = round.begun;
    const messageId = uuidv5(JSON.stringify([enrollmentId, roundKey(round.begun), step]), MESSAGE_NAMESPACE);
    const claim = { type: 'ClaimMessage', messageId, sessionId, step, channel: 'mail', at: now() } as const;
    const context = byPolicy('message');
    const claimed = await handleCommand(store, outreachDecider, 'outreach', enrollmentId, claim, context);
    if (claimed.events.length === 0) return { revision: claimed.revision, lookAgainAt: null };
    const taken = await mail.send({ messageId, to, ...reminderWords(locale, step, publicUrl) });
    const outcome = taken ? 'taken' : 'refused';
    const record = { type: 'RecordMessage', messageId, outcome, at: now() } as const;
    const told = await handleCommand(
      store,
      outreachDecider,
      'outreach',
      enrollmentId,
      record,
      byPolicy('message'),
    );
    logger.info({ messageId, outcome }, 'a reminder');
    return { revision: told.revision, lookAgainAt: null };
  },
});
