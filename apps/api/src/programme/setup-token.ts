import type { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiSettings } from '../settings.js';

export const bearerOf = (request: Request): string | undefined =>
  /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1];

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time; an installation without a set-up token accepts none. */
export const isSetupToken = (settings: ApiSettings, given: string | undefined): boolean =>
  settings.setupToken !== null &&
  given !== undefined &&
  timingSafeEqual(digest(given), digest(settings.setupToken));
