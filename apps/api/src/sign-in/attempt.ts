import { MINUTE, type Instant } from '@hearth/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import { CLOCK, SETTINGS } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { returnTo } from './return-to.js';
import { SealedCookie } from './sealed-cookie.js';

/** Long enough for a second factor and a forgotten password. */
const LASTS_MS = 15 * MINUTE;

const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: returnTo.nullable(),
  /** The invitation that is to be accepted with it. */
  invitation: z.string().nullable(),
  until: z.int(),
});
export type Attempt = Omit<z.infer<typeof attempt>, 'until'>;

/** One way to the provider and back, kept by the browser. Lax, since it is the provider that sends it back. */
@Injectable()
export class AttemptCookie {
  readonly #cookie: SealedCookie;

  constructor(
    @Inject(SETTINGS) settings: ApiSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#cookie = new SealedCookie(settings, { name: 'attempt', sameSite: 'lax', maxAgeMs: LASTS_MS });
  }

  async begin(response: Response, begun: Attempt): Promise<void> {
    const until: Instant = this.clock.now() + LASTS_MS;
    await this.#cookie.set(response, JSON.stringify({ ...begun, until } satisfies z.infer<typeof attempt>));
  }

  /** Takes it away from the browser, so that it serves once. Null when there is none that still counts. */
  async end(request: Request, response: Response): Promise<Attempt | null> {
    const content = await this.#cookie.read(request);
    this.#cookie.clear(response);
    if (content === null) return null;
    const parsed = attempt.safeParse(JSON.parse(content));
    return parsed.success && parsed.data.until > this.clock.now() ? parsed.data : null;
  }
}
