import { AT_HEADER, IDEMPOTENCY_HEADER, SETUP_HEADER, type Role } from '@hearth/contracts';
import {
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { forbidden, ProblemError } from '../problem/problem-error.js';
import { CLOCK, SETTINGS } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { bearerOf, isSetupToken } from '../programme/setup-token.js';
import { People } from './people.js';
import { actorOf, type Acting, type Principal } from './principal.js';
import { SignInCookie } from './sign-in-cookie.js';
import { stillHolds } from './standing.js';

const PUBLIC = 'hearth:public';
const ROLES = 'hearth:roles';

/** Needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);
/** Only these roles; without it, everybody who is signed in. What they may touch is decided by relation. */
export const Roles = (...roles: readonly Role[]) => SetMetadata(ROLES, roles);

/** Who does this, when, and under which ids. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext): Acting => {
  const { acting } = context.switchToHttp().getRequest<Request>();
  if (!acting) throw new ProblemError('unauthenticated');
  return acting;
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Lets through who is signed in and has the role; leaves on the request who acts. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    private readonly cookie: SignInCookie,
    private readonly people: People,
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const handler = context.getHandler();
    if (Reflect.getMetadata(PUBLIC, handler) === true) return true;
    const principal = await this.cookie.read(request);
    if (!principal || !stillHolds(principal, await this.people.find(principal.person))) {
      throw new ProblemError('unauthenticated');
    }
    await this.cookie.renew(http.getResponse<Response>(), principal);
    request.acting = this.actingOf(request, principal);
    const roles = Reflect.getMetadata(ROLES, handler) as readonly Role[] | undefined;
    if (roles && !roles.includes(principal.role)) throw forbidden();
    return true;
  }

  private actingOf(request: Request, principal: Principal): Acting {
    return {
      principal,
      actor: actorOf(principal.person),
      at: this.momentOf(request),
      correlationId: request.correlationId ?? randomUUID(),
      idempotencyKey: idempotencyKeyOf(request),
    };
  }

  /** Now, or the past moment that the demo lays down; never the latter in production. */
  private momentOf(request: Request): number {
    const given = request.get(AT_HEADER);
    if (given === undefined) return this.clock.now();
    const token = request.get(SETUP_HEADER) ?? bearerOf(request);
    if (this.settings.mode === 'production' || !isSetupToken(this.settings, token)) throw forbidden();
    const at = Number(given);
    if (!Number.isSafeInteger(at) || at < 0) {
      throw new ProblemError('invalid-body', {}, [
        { path: AT_HEADER, message: 'must be ms since the epoch' },
      ]);
    }
    return at;
  }
}

const idempotencyKeyOf = (request: Request): string => {
  const key = request.get(IDEMPOTENCY_HEADER);
  if (key === undefined) return randomUUID();
  if (!uuid.test(key)) {
    throw new ProblemError('invalid-body', {}, [{ path: IDEMPOTENCY_HEADER, message: 'must be a UUID' }]);
  }
  return key.toLowerCase();
};
