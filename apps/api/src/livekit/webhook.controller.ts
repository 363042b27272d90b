import {
  parseRoomName,
  personOfIdentity,
  Rejection,
  type PersonRef,
  type SessionCommand,
  type SessionState,
} from '@hearth/domain';
import { KeyRingUnavailable, RevisionConflict, StoreUnavailable } from '@hearth/eventstore';
import {
  contradictsReceipt,
  notAfterReceipt,
  receiveWebhook,
  webhookCommandId,
  type Webhook,
} from '@hearth/video';
import { Controller, HttpCode, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { Request } from 'express';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { People } from '../access/people.js';
import { Public } from '../access/signed-in.guard.js';
import type { Clock } from '../clock.js';
import { ApiMetrics } from '../health/api-metrics.js';
import { notFound, ProblemError } from '../problem/problem-error.js';
import { RoomModeration } from '../room/room-moderation.js';
import type { Video } from '../room/video.js';
import { CLOCK, LOG, VIDEO } from '../services.js';
import { Sessions } from '../session/sessions.js';
import { SkipRateLimit } from '../http/rate-limit.js';
import { LateWebhooks } from './late-webhooks.js';

type Presence = Extract<Webhook, { kind: 'joined' | 'left' }>;
type Outcome =
  'recorded' | 'irrelevant' | 'unresolvable' | 'incident' | 'unreadable' | 'forged' | 'store-away';

/** LiveKit's reports of who joined and left. Written down first, answered at once. */
@Controller('livekit')
export class WebhookController {
  constructor(
    @Inject(VIDEO) private readonly video: Video | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly moderation: RoomModeration,
    private readonly metrics: ApiMetrics,
    private readonly late: LateWebhooks,
  ) {}

  /**
   * 200: kept, or of no concern. 401: not from our LiveKit. 503: could not be kept, so that LiveKit tries again. An
   * authentic webhook never gets a 4xx, which LiveKit takes for delivered.
   */
  @Post('webhook')
  @Public()
  @SkipRateLimit()
  @HttpCode(200)
  async receive(@Req() request: RawBodyRequest<Request>): Promise<{ outcome: Outcome }> {
    if (!this.video) throw notFound();
    const webhook = await this.read(this.video, request);
    const correlationId = request.correlationId ?? randomUUID();
    const outcome = await withinPatience(this.outcomeOf(webhook, correlationId), (error) => {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.error({ correlationId, error: name }, 'a webhook failed after it was answered');
    });
    this.metrics.webhooks.inc({ outcome });
    if (outcome === 'forged') throw new ProblemError('unauthenticated');
    if (outcome === 'store-away') throw new ProblemError('unavailable');
    return { outcome };
  }

  /** What LiveKit tells, on our clock; when its times cannot be, its clock may have been set since it was last asked. */
  private async read({ key, clock }: Video, request: RawBodyRequest<Request>): Promise<Webhook> {
    const body = request.rawBody ?? (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const readBy = (aheadMs: number) => receiveWebhook(key, body, request.get('authorization'), aheadMs);
    const known = await clock.ahead();
    const first = await readBy(known);
    const receivedAt = this.clock.now();
    if (!contradictsReceipt(first, receivedAt)) return first;
    const ahead = await clock.aheadNow();
    return notAfterReceipt(ahead === known ? first : await readBy(ahead), receivedAt);
  }

  private async outcomeOf(webhook: Webhook, correlationId: string): Promise<Outcome> {
    switch (webhook.kind) {
      case 'joined':
      case 'left':
        return this.keepOrRemember(webhook, correlationId);
      case 'incident':
        this.log.error({ incident: webhook.incident, room: webhook.roomName }, 'incident in a video room');
        return 'incident';
      case 'room-finished':
      case 'ignored':
        return 'irrelevant';
      case 'forged':
        this.log.warn({ why: webhook.why }, 'a webhook that is not from our LiveKit');
        return 'forged';
      default:
        return webhook satisfies never;
    }
  }

  private async keepOrRemember(webhook: Presence, correlationId: string): Promise<Outcome> {
    const outcome = await this.keep(webhook, correlationId);
    if (outcome === 'store-away') {
      this.late.add(
        webhook.webhookId,
        async () => (await this.keep(webhook, correlationId)) !== 'store-away',
      );
    }
    return outcome;
  }

  private async keep(webhook: Presence, correlationId: string): Promise<Outcome> {
    const room = parseRoomName(webhook.roomName);
    if (!room) return 'irrelevant';
    try {
      const before = await this.sessions.state(room.sessionId);
      const command = presenceCommand(webhook, before);
      if (!command) return 'unresolvable';
      const { state } = await this.sessions.record(room.sessionId, command, {
        commandId: webhookCommandId(webhook.webhookId),
        correlationId,
        actor: { kind: 'system', id: 'livekit' },
      });
      if (webhook.kind === 'joined') this.turnOutWhoMayNot(state, command.person);
      return 'recorded';
    } catch (error) {
      if (error instanceof Rejection) return 'unresolvable';
      if (isPassing(error)) return 'store-away';
      throw error;
    }
  }

  /** Whoever may not be there may still hold a token that LiveKit renewed. Not awaited: the answer must be fast. */
  private turnOutWhoMayNot(state: SessionState, person: PersonRef): void {
    const turningOut = async (): Promise<void> => {
      if (isKeptOut(state, person) || (await this.people.find(person))?.isActive === false)
        await this.moderation.remove(state, person);
    };
    turningOut().catch((error: unknown) => {
      this.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a removal failed');
    });
  }
}

/**
 * A slow answer delays everything that LiveKit has to tell of the room, and it sets no limit of its own. What is not
 * kept by then is kept by us as soon as it can be.
 */
const PATIENCE_MS = 2_000;

/**
 * What is not kept in time counts as not kept: LiveKit tries again, and a second time has no second effect.
 * @param failedLate told of what nobody waits for any more
 */
const withinPatience = async (
  keeping: Promise<Outcome>,
  failedLate: (error: unknown) => void,
): Promise<Outcome> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      keeping.catch(failedLate);
      resolve('store-away');
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([keeping, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Whether a patient was sent out of the session, or not let in. */
const isKeptOut = (state: SessionState, { kind, id }: PersonRef): boolean => {
  if (state.status === 'none' || kind !== 'patient' || !Object.hasOwn(state.patients, id)) return false;
  const place = state.patients[id]?.place;
  return place === 'removed' || place === 'turned-away';
};

type PresenceCommand = Extract<SessionCommand, { type: 'RecordJoined' | 'RecordLeft' }>;

const isPassing = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  error instanceof RevisionConflict ||
  error instanceof KeyRingUnavailable;

/** The fact in the words of the domain; null when the session or the person is not known. */
const presenceCommand = (webhook: Presence, state: SessionState): PresenceCommand | null => {
  const person = personOfIdentity(state, webhook.identity);
  if (!person) return null;
  const { roomSid, participantSid, at, uncertaintyMs } = webhook;
  const fact = { roomSid, participantSid, person, witness: 'livekit-webhook' as const, at, uncertaintyMs };
  return webhook.kind === 'joined'
    ? { type: 'RecordJoined', ...fact, hidden: webhook.hidden }
    : { type: 'RecordLeft', ...fact, leaveReason: webhook.leaveReason };
};
