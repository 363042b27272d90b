import { roles } from '@hearth/contracts';
import { HOUR, personRef, type PersonRef } from '@hearth/domain';
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

export const SIGN_IN_LASTS_MS = 12 * HOUR;

const claims = z.object({
  person: personRef,
  role: z.enum(roles),
  jti: z.string().min(1),
  exp: z.number(),
});

const ISSUER = 'hearth';

/** The signed-in state of a browser: a signed token in a cookie that scripts cannot read. */
@Injectable()
export class SignInCookie {
  readonly #key: Uint8Array;
  readonly #options: CookieOptions;
  readonly name: string;

  constructor(
    @Inject(SETTINGS) settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const production = settings.mode === 'production';
    this.#key = createHmac('sha256', settings.secret).update('hearth/sign-in/1').digest();
    this.#options = { httpOnly: true, sameSite: 'strict', secure: production, path: '/' };
    this.name = production ? '__Host-hearth-session' : 'hearth-session';
  }

  /** Signs somebody in: the answer sets the cookie. */
  async set(response: Response, person: PersonRef, role: Role): Promise<Principal> {
    const now = this.clock.now();
    const signInId = randomUUID();
    const expiresAt = now + SIGN_IN_LASTS_MS;
    const token = await new SignJWT({ person, role })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setJti(signInId)
      .setIssuedAt(Math.floor(now / 1_000))
      .setExpirationTime(Math.floor(expiresAt / 1_000))
      .sign(this.#key);
    response.cookie(this.name, token, { ...this.#options, maxAge: SIGN_IN_LASTS_MS });
    return { person, role, signInId, expiresAt };
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
      const { person, role, jti, exp } = claims.parse(payload);
      return { person, role, signInId: jti, expiresAt: exp * 1_000 };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}
