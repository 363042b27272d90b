import {
  providerSignIn,
  signInTroubles,
  type ProviderSignIn as Body,
  type ProviderSignInBegun,
  type SignInTrouble,
} from '@hearth/contracts';
import { Rejection, type PersonRef } from '@hearth/domain';
import {
  Catch,
  Controller,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Post,
  Req,
  Res,
  UseFilters,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import { actorOf } from '../access/principal.js';
import { Public } from '../access/signed-in.guard.js';
import { SignInCookie } from '../access/sign-in-cookie.js';
import type { Clock } from '../clock.js';
import { Limited } from '../http/rate-limit.js';
import { ValidBody } from '../http/validated.js';
import { notFound, ProblemError } from '../problem/problem-error.js';
import { problemOf } from '../problem/problem-of.js';
import { CLOCK, IDENTITY_PROVIDER, LOG } from '../services.js';
import { AttemptCookie, type Attempt } from './attempt.js';
import { ProviderError, type IdentityProvider } from './identity-provider.js';
import { ProviderSession } from './provider-session.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { returnTo } from './return-to.js';

const body = providerSignIn.extend({ returnTo: returnTo.optional() });

/** The provider knows them; we do not. */
class NotLinked extends Error {
  override readonly name = 'NotLinked';
}

/** Whoever tried too often stands before the sign-in page with a sentence, not before a body of JSON. */
@Catch(ProblemError)
class BackToSignIn implements ExceptionFilter {
  catch(error: ProblemError, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.redirect(302, `/sign-in?trouble=${troubleOf(error)}`);
  }
}

const troubleOf = (error: unknown): SignInTrouble => {
  if (error instanceof ProviderError) return error.failure;
  if (error instanceof NotLinked) return 'not-linked';
  const { code } = problemOf(error);
  return signInTroubles.find((known) => known === code) ?? 'internal';
};

/** Signing in with the OpenID Connect provider: there, and back. */
@Controller('sign-in')
export class ProviderController {
  constructor(
    @Inject(IDENTITY_PROVIDER) private readonly provider: IdentityProvider | null,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    private readonly attempts: AttemptCookie,
    private readonly signIns: ProviderSignIn,
    private readonly people: People,
    private readonly cookie: SignInCookie,
    private readonly session: ProviderSession,
    private readonly audit: Audit,
  ) {}

  /** Answers where to go. A POST with the CSRF token, so that no other site can begin a sign-in here. */
  @Post('provider')
  @Public()
  @Limited('sign-in')
  @HttpCode(200)
  async begin(
    @ValidBody(body) { returnTo: page, invitation, anew = false }: Body,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProviderSignInBegun> {
    if (this.provider === null) throw notFound();
    if (invitation !== undefined) await this.signIns.requireAcceptable(invitation);
    try {
      const { url, secrets } = await this.provider.begin({ anew });
      await this.attempts.begin(response, {
        ...secrets,
        returnTo: page ?? null,
        invitation: invitation ?? null,
      });
      return { url };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.log.warn({ reason: error.reason }, 'the provider could not be asked');
      throw new ProblemError('provider-away');
    }
  }

  /** Where the provider sends the browser back to. Always ends on a page. */
  @Get('callback')
  @Public()
  @Limited('sign-in')
  @UseFilters(BackToSignIn)
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (this.provider === null) throw new NotFoundException();
    const attempt = await this.attempts.end(request, response);
    try {
      if (attempt === null) throw new ProviderError('sign-in-failed', 'no-attempt');
      await this.#signIn(this.provider, attempt, request, response);
      response.redirect(302, attempt.returnTo ?? '/');
    } catch (error) {
      await this.#refused(request, error);
      response.redirect(302, `/sign-in?trouble=${troubleOf(error)}`);
    }
  }

  async #signIn(
    provider: IdentityProvider,
    attempt: Attempt,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { search } = new URL(request.originalUrl, 'http://here');
    const correlationId = request.correlationId ?? randomUUID();
    const { identity, idToken } = await provider.finish(search, attempt);
    const person: PersonRef | null =
      attempt.invitation === null
        ? await this.signIns.linkedPerson(identity)
        : await this.signIns.accept(attempt.invitation, identity, correlationId);
    const facts = person && (await this.people.find(person));
    if (!person || !facts) throw new NotLinked();
    if (!facts.isActive) throw new Rejection('account-deactivated');
    await this.audit.record(
      { actor: actorOf(person), at: this.clock.now(), correlationId },
      { action: 'sign-in', entity: { kind: 'account' } },
    );
    await this.session.keep(response, idToken);
    await this.cookie.set(response, person, facts.kind === 'staff' ? facts.role : 'patient');
  }

  /** A refusal stands also when it could not be written down. */
  async #refused(request: Request, error: unknown): Promise<void> {
    const trouble = troubleOf(error);
    const correlationId = request.correlationId ?? randomUUID();
    const reason = error instanceof ProviderError ? error.reason : undefined;
    const name = error instanceof Error ? error.name : typeof error;
    this.log[trouble === 'internal' ? 'error' : 'info'](
      { correlationId, trouble, reason, error: name },
      'no sign-in',
    );
    try {
      await this.audit.record(
        { actor: { kind: 'system', id: 'sign-in' }, at: this.clock.now(), correlationId },
        { action: 'sign-in', outcome: 'refused', entity: { kind: trouble } },
      );
    } catch (failure) {
      const failed = failure instanceof Error ? failure.name : typeof failure;
      this.log.warn({ correlationId, error: failed }, 'a refusal could not be audited');
    }
  }
}
