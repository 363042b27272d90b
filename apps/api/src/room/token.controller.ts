import { roles, type RoomToken } from '@hearth/contracts';
import {
  isFacilitator,
  mayEnterRoom,
  participantIdentity,
  Rejection,
  type PersonRef,
  type SessionState,
} from '@hearth/domain';
import { permissionOf, roomToken, type PermissionRequest } from '@hearth/video';
import { Controller, Inject, Post, HttpCode } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId } from '../http/validated.js';
import { forbidden, ProblemError } from '../problem/problem-error.js';
import { VIDEO } from '../services.js';
import { Sessions } from '../session/sessions.js';
import { roomOf } from './room-moderation.js';
import type { Video } from './video.js';

/** LiveKit keeps an empty room this much longer than the session is planned, since groups run over. */
const KEEP_AFTER_END_S = 2 * 60 * 60;
/** Seats beside those of the patients: facilitators and observers. */
const STAFF_SEATS = 12;

/** The key to the video room, for somebody who has been let in, and for a few minutes only. */
@Controller('sessions/:sessionId/token')
export class TokenController {
  constructor(
    private readonly sessions: Sessions,
    private readonly audit: Audit,
    @Inject(VIDEO) private readonly video: Video | null,
  ) {}

  @Post()
  @Roles(...roles)
  @Limited('token')
  @HttpCode(200)
  async issue(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<RoomToken> {
    const { person } = acting.principal;
    const state = await this.sessions.state(sessionId);
    if (!mayEnterRoom(state, person)) throw refusal(state, person);
    const room = roomOf(state);
    if (!this.video || !room || state.status === 'none') throw new ProblemError('video-off');
    const secondsLeft = Math.max(0, Math.ceil((state.plan.endsAt - acting.at) / 1_000));
    await this.video.rooms.ensureRoom({
      room,
      maxParticipants: state.plan.capacity + STAFF_SEATS,
      keepForSeconds: secondsLeft + KEEP_AFTER_END_S,
    });
    const identity = participantIdentity(sessionId, person);
    const permission: PermissionRequest = { part: partOf(state, person) };
    const token = await roomToken(this.video.key, { room, identity, ...permission });
    await this.audit.record(acting, { action: 'token-issued', entity: { kind: 'room', sessionId } });
    return { url: this.video.publicUrl, token, identity, canPublish: permissionOf(permission).canPublish };
  }
}

const partOf = (state: SessionState, person: PersonRef): PermissionRequest['part'] => {
  if (person.kind !== 'staff') return 'member';
  return isFacilitator(state, person.id) ? 'facilitator' : 'observer';
};

/** Why somebody gets no token, as closely as they may know. */
export const refusal = (state: SessionState, person: PersonRef): Error => {
  switch (state.status) {
    case 'none':
      return new Rejection('not-found');
    case 'cancelled':
      return new Rejection('session-cancelled');
    case 'ended':
    case 'sealed':
      return new Rejection('session-over');
    case 'scheduled':
    case 'doors-open':
    case 'live':
      break;
    default:
      return state satisfies never;
  }
  if (person.kind !== 'patient') return forbidden();
  const standing = Object.hasOwn(state.patients, person.id) ? state.patients[person.id] : undefined;
  if (!standing) return new Rejection('not-on-roster');
  switch (standing.place) {
    case 'removed':
      return new Rejection('removed');
    case 'turned-away':
      return new Rejection('turned-away');
    case 'expected':
    case 'waiting':
      return new Rejection(state.status === 'scheduled' ? 'doors-not-open' : 'not-admitted');
    case 'admitted':
      return new Rejection('session-not-live');
    default:
      return standing.place satisfies never;
  }
};
