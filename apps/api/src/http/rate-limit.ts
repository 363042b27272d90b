import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProblemError } from '../problem/problem-error.js';
import { COUNTER, SETTINGS } from '../services.js';
import { limitedActions, type ApiSettings, type LimitedAction } from '../settings.js';
import type { WindowCounting } from './window-counter.js';

const LIMITED = 'hearth:limited';
const UNLIMITED = 'hearth:unlimited';

/** Counts this route under its own limit instead of the general one. */
export const Limited = (action: Exclude<LimitedAction, 'any'>) => SetMetadata(LIMITED, action);

/** For what other servers of ours send, which no limit may drop. */
export const SkipRateLimit = () => SetMetadata(UNLIMITED, true);

const actionOf = (context: ExecutionContext): LimitedAction => {
  const action: unknown = Reflect.getMetadata(LIMITED, context.getHandler());
  return limitedActions.find((known) => known === action) ?? 'any';
};

/** A signed-in person is counted wherever they are; anybody else by address. */
export const trackerOf = (request: Pick<Request, 'acting' | 'ip'>): string => {
  const person = request.acting?.principal.person;
  return person ? `${person.kind}:${person.id}` : `ip:${request.ip ?? 'unknown'}`;
};

/** One budget for a person and an action, in all processes of the api together. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(COUNTER) private readonly counter: WindowCounting,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (Reflect.getMetadata(UNLIMITED, context.getHandler()) === true) return true;
    const http = context.switchToHttp();
    const action = actionOf(context);
    const { limit, windowMs } = this.settings.rateLimits[action];
    const tracker = trackerOf(http.getRequest<Request>());
    const { count, endsInMs } = await this.counter.add(`${action} ${tracker}`, windowMs);
    if (count <= limit) return true;
    const retryAfter = Math.ceil(endsInMs / 1_000);
    http.getResponse<Response>().setHeader('Retry-After', String(retryAfter));
    throw new ProblemError('too-many-requests', { retryAfter });
  }
}
