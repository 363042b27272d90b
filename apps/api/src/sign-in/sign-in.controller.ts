import { demoSignIn, type Hello, type Me, type SignedOut } from '@hearth/contracts';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { actorOf, type Acting } from '../access/principal.js';
import { SignInCookie } from '../access/sign-in-cookie.js';
import { By, Public } from '../access/signed-in.guard.js';
import type { Clock } from '../clock.js';
import type { Csrf } from '../http/csrf.js';
import { Limited } from '../http/rate-limit.js';
import { LiveGateway } from '../live/live.gateway.js';
import type { SignOuts } from '../live/sign-outs.js';
import { ValidBody } from '../http/validated.js';
import { notFound, ProblemError } from '../problem/problem-error.js';
import type { Video } from '../room/video.js';
import { CLOCK, CSRF, LOG, SETTINGS, SIGN_OUTS, VIDEO } from '../services.js';
import type { ApiSettings } from '../settings.js';
import { MeReader } from './me.js';
import { personOfPersona } from './personas.js';
import { ProviderSession } from './provider-session.js';

/** Coming in and going out. */
@Controller()
export class SignInController {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(CSRF) private readonly csrf: Csrf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(VIDEO) private readonly video: Video | null,
    private readonly cookie: SignInCookie,
    private readonly me: MeReader,
    private readonly audit: Audit,
    private readonly provider: ProviderSession,
    private readonly live: LiveGateway,
    @Inject(SIGN_OUTS) private readonly signOuts: SignOuts,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Get('hello')
  @Public()
  hello(@Req() request: Request, @Res({ passthrough: true }) response: Response): Hello {
    return {
      mode: this.settings.mode,
      csrfToken: this.csrf.issue(request, response),
      videoAvailable: this.video !== null,
      serverTime: this.clock.now(),
      ...(this.settings.provider ? { provider: { name: this.settings.provider.name } } : {}),
    };
  }

  @Get('me')
  whoAmI(@By() { principal }: Acting): Promise<Me> {
    return this.me.read(principal.person);
  }

  /** Demo and test mode only: chooses a made-up person. */
  @Post('sign-in/demo')
  @Public()
  @Limited('sign-in')
  @HttpCode(200)
  async signIn(
    @ValidBody(demoSignIn) { personaId }: z.infer<typeof demoSignIn>,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    if (this.settings.mode === 'production') throw notFound();
    const me = await this.me.find(await personOfPersona(personaId, (person) => this.me.exists(person)));
    if (!me) throw new ProblemError('not-found');
    await this.audit.record(
      {
        actor: actorOf(me.person),
        at: this.clock.now(),
        correlationId: request.correlationId ?? randomUUID(),
      },
      { action: 'sign-in', entity: { kind: 'account' } },
    );
    await this.cookie.set(response, me.person, me.role);
    return me;
  }

  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @By() acting: Acting,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignedOut | undefined> {
    this.cookie.clear(response);
    await this.#endConnections(acting);
    await this.audit.record(acting, { action: 'sign-out', entity: { kind: 'account' } });
    const endSessionUrl = await this.provider.end(request, response);
    if (endSessionUrl === null) return undefined;
    response.status(200);
    return { endSessionUrl };
  }

  /** Of all pages of this sign-in, wherever they are connected. Whoever signs out is signed out in any case. */
  async #endConnections({ principal, correlationId }: Acting): Promise<void> {
    this.live.endSignIn(principal.signInId);
    try {
      await this.signOuts.tell(principal.signInId);
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.warn({ correlationId, error: name }, 'other processes could not be told of a sign-out');
    }
  }
}
