import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  getOptionsToken,
  getStorageToken,
  ThrottlerGuard,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { Request } from 'express';
import { ProblemError } from '../problem/problem-error.js';
import { limitedActions, type ApiSettings, type LimitedAction } from '../settings.js';

const LIMITED = 'hearth:limited';

/** Counts this route under its own limit instead of the general one. */
export const Limited = (action: Exclude<LimitedAction, 'any'>) => SetMetadata(LIMITED, action);

const UNLIMITED = 'hearth:unlimited';

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

export const rateLimitOptions = (settings: ApiSettings): ThrottlerModuleOptions => ({
  throttlers: limitedActions.map((action) => ({
    name: action,
    limit: settings.rateLimits[action].limit,
    ttl: settings.rateLimits[action].windowMs,
    skipIf: (context) =>
      context.getType() !== 'http' ||
      Reflect.getMetadata(UNLIMITED, context.getHandler()) === true ||
      actionOf(context) !== action,
  })),
});

@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  constructor(
    @Inject(getOptionsToken()) options: ThrottlerModuleOptions,
    @Inject(getStorageToken()) storage: ThrottlerStorage,
    reflector: Reflector,
  ) {
    super(options, storage, reflector);
  }

  protected override getTracker(request: Request): Promise<string> {
    return Promise.resolve(trackerOf(request));
  }

  /** One budget for a person and action, not one for each route. */
  protected override generateKey(_context: ExecutionContext, tracker: string, name: string): string {
    return `${name}:${tracker}`;
  }

  protected override throwThrottlingException(): Promise<void> {
    return Promise.reject(new ProblemError('too-many-requests'));
  }
}
