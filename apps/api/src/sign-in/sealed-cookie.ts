import type { CookieOptions, Request, Response } from 'express';
import { CompactEncrypt, compactDecrypt, errors } from 'jose';
import { createHmac } from 'node:crypto';
import type { ApiSettings } from '../settings.js';

/** Browsers drop cookies that are longer. */
const LONGEST = 3_800;

export interface SealedCookieOptions {
  readonly name: string;
  /** `lax` is sent when another site sends the browser here; `strict` is not. */
  readonly sameSite: 'lax' | 'strict';
  readonly maxAgeMs: number;
}

/** Something that a browser keeps for us and cannot read or change: AES-256-GCM under a key of this use alone. */
export class SealedCookie {
  readonly #key: Uint8Array;
  readonly #options: CookieOptions;
  readonly #name: string;
  readonly #maxAge: number;

  constructor(settings: Pick<ApiSettings, 'mode' | 'secret'>, options: SealedCookieOptions) {
    const production = settings.mode === 'production';
    this.#key = createHmac('sha256', settings.secret).update(`hearth/${options.name}/1`).digest();
    this.#options = { httpOnly: true, sameSite: options.sameSite, secure: production, path: '/' };
    this.#name = production ? `__Host-hearth-${options.name}` : `hearth-${options.name}`;
    this.#maxAge = options.maxAgeMs;
  }

  /** Answers whether the browser was given it; what is too long for a cookie is not. */
  async set(response: Response, content: string): Promise<boolean> {
    const sealed = await new CompactEncrypt(new TextEncoder().encode(content))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(this.#key);
    if (sealed.length > LONGEST) return false;
    response.cookie(this.#name, sealed, { ...this.#options, maxAge: this.#maxAge });
    return true;
  }

  /** Null without the cookie, or with one that is not ours. */
  async read(request: Pick<Request, 'cookies'>): Promise<string | null> {
    const cookies = request.cookies as Record<string, unknown> | undefined;
    const sealed = cookies?.[this.#name];
    if (typeof sealed !== 'string') return null;
    try {
      const { plaintext } = await compactDecrypt(sealed, this.#key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return new TextDecoder().decode(plaintext);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  clear(response: Response): void {
    response.clearCookie(this.#name, this.#options);
  }
}
