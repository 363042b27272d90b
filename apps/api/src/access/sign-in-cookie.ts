import { roles } from '@hearth/contracts';
import { MINUTE, personRef, type PersonRef } from '@hearth/domain';
import type { Role } from '@hearth/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { errors, jwtVerify, SignJWT } from 'jose';
import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import { CLOCK, SETTINGS } from '../services.js';
import type { ApiSettings } from '../settings.js';
import type { Principal } from './principal.js';

/** A cookie is given anew after so long, so that not every answer carries one. */
const RENEWED_AFTER_MS = 2 * MINUTE;

const claims = z.object({
  person: personRef,
  role: z.enum(roles),
  jti: z.string().min(1),
  exp: z.number(),
  /** Of the sign-in, and of the last renewal; in ms, where a token's own times are seconds. */
  at: z.int(),
  seen: z.int(),
});

const ISSUER = 'hearth';

/** The signed-in state of a browser: a signed token in a cookie that scripts cannot read. */
@Injectable()
export class SignInCookie {
  readonly #key: Uint8Array;
  readonly #options: CookieOptions;
  readonly #times: ApiSettings['signIn'];
  readonly name: string;

  constructor(
    @Inject(SETTINGS) settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const production = settings.mode === 'production';
    this.#key = createHmac('sha256', settings.secret).update('hearth/sign-in/1').digest();
    this.#times = settings.signIn;
    this.#options = { httpOnly: true, sameSite: 'strict', secure: production, path: '/' };
    this.name = production ? '__Host-hearth-session' : 'hearth-session';
  }

  /** Signs somebody in, under an id that no sign-in had before: the answer sets the cookie. */
  async set(response: Response, person: PersonRef, role: Role): Promise<Principal> {
    const now = this.clock.now();
    const expiresAt = now + this.#times.longestMs;
    const principal = { person, role, signInId: randomUUID(), signedInAt: now, seenAt: now, expiresAt };
    await this.#give(response, principal);
    return principal;
  }

  /** Puts off the end by idleness, if that is due; never the end that every sign-in has. */
  async renew(response: Response, principal: Principal): Promise<void> {
    const seenAt = this.clock.now();
    if (seenAt - principal.seenAt >= RENEWED_AFTER_MS) await this.#give(response, { ...principal, seenAt });
  }

  async #give(response: Response, principal: Principal): Promise<void> {
    const { person, role, signInId, signedInAt: at, seenAt: seen, expiresAt } = principal;
    const token = await new SignJWT({ person, role, at, seen })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setJti(signInId)
      .setIssuedAt(Math.floor(seen / 1_000))
      .setExpirationTime(Math.floor(expiresAt / 1_000))
      .sign(this.#key);
    response.cookie(this.name, token, { ...this.#options, maxAge: Math.max(0, expiresAt - seen) });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.#options);
  }

  /** Who the request says that it comes from; null without a cookie, or with one that is forged or over. */
  async read(request: Pick<Request, 'cookies'>): Promise<Principal | null> {
    const cookies = request.cookies as Record<string, unknown> | undefined;
    return this.verify(cookies?.[this.name]);
  }

  /** The same for the bare value of the cookie, as a socket's handshake carries it. */
  async verify(token: unknown): Promise<Principal | null> {
    if (typeof token !== 'string') return null;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: ISSUER,
        algorithms: ['HS256'],
        currentDate: new Date(this.clock.now()),
      });
      const { person, role, jti, exp, at, seen } = claims.parse(payload);
      if (this.clock.now() - seen > this.#times.idleMs) return null;
      return { person, role, signInId: jti, signedInAt: at, seenAt: seen, expiresAt: exp * 1_000 };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}
