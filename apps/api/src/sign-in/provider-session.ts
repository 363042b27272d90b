import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { IDENTITY_PROVIDER, LOG, SETTINGS } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { ProviderError, type IdentityProvider } from './identity-provider.js';
import { SealedCookie } from './sealed-cookie.js';

/**
 * That a browser is also signed in at the provider: the ID token, which a provider wants to see before it signs
 * somebody out without a question. The browser keeps it, sealed; here it is kept nowhere.
 */
@Injectable()
export class ProviderSession {
  readonly #cookie: SealedCookie;

  constructor(
    @Inject(SETTINGS) settings: ApiSettings,
    @Inject(IDENTITY_PROVIDER) private readonly provider: IdentityProvider | null,
    @Inject(LOG) private readonly log: Logger,
  ) {
    const maxAgeMs = settings.signIn.longestMs;
    this.#cookie = new SealedCookie(settings, { name: 'provider', sameSite: 'strict', maxAgeMs });
  }

  /** One that is too long for a cookie is done without: the provider then asks before signing out. */
  async keep(response: Response, idToken: string): Promise<void> {
    if (!(await this.#cookie.set(response, idToken))) await this.#cookie.set(response, '');
  }

  /** Where to be signed out there too; null for who did not come from there, or when it cannot be had. */
  async end(request: Request, response: Response): Promise<string | null> {
    const idToken = await this.#cookie.read(request);
    this.#cookie.clear(response);
    if (idToken === null || this.provider === null) return null;
    try {
      return await this.provider.endSessionUrl(idToken === '' ? null : idToken);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.log.warn({ reason: error.reason }, 'the provider could not be told of a sign-out');
      return null;
    }
  }
}
