import { CSRF_HEADER } from '@hearth/contracts';
import { doubleCsrf } from 'csrf-csrf';
import type { Request, RequestHandler, Response } from 'express';
import { createHmac, randomUUID } from 'node:crypto';
import { ProblemError } from '../problem/problem-error.js';
import type { ApiSettings } from '../settings.js';
import { isSameOrigin } from './same-origin.js';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Csrf {
  /** Sets the cookie half, and answers the half that goes into the header. */
  readonly issue: (request: Request, response: Response) => string;
  /** Refuses a change that does not come from one of our own pages. */
  readonly protect: RequestHandler;
}

/**
 * Signed double submit. The token belongs to the visit (one browser, before and after sign-in), so that a page that
 * was loaded before somebody signed in can go on.
 */
export const csrfProtection = (settings: ApiSettings): Csrf => {
  const production = settings.mode === 'production';
  const visitCookie = production ? '__Host-hearth-visit' : 'hearth-visit';
  const cookieOptions = { sameSite: 'strict', path: '/', secure: production, httpOnly: true } as const;
  const secret = createHmac('sha256', settings.secret).update('hearth/csrf/1').digest('base64url');

  const visitOf = (request: Request): string => {
    const cookies = request.cookies as Record<string, unknown> | undefined;
    const visit = cookies?.[visitCookie];
    return typeof visit === 'string' && visit.length <= 64 ? visit : '';
  };

  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: visitOf,
    cookieName: production ? '__Host-hearth-csrf' : 'hearth-csrf',
    cookieOptions,
    getCsrfTokenFromRequest: (request) => request.get(CSRF_HEADER),
  });

  return {
    issue: (request, response) => {
      if (visitOf(request) === '') {
        const visit = randomUUID();
        response.cookie(visitCookie, visit, cookieOptions);
        request.cookies = { ...(request.cookies as Record<string, string>), [visitCookie]: visit };
      }
      return generateCsrfToken(request, response, { validateOnReuse: false });
    },
    protect: (request, _response, next) => {
      if (HARMLESS.has(request.method) || isSetup(request)) return next();
      if (!isSameOrigin(request.headers, request.host)) return next(new ProblemError('csrf'));
      next(validateRequest(request) ? undefined : new ProblemError('csrf'));
    },
  };
};

/** Set-up is authorised by a bearer token, which no browser adds by itself. */
const isSetup = (request: Request): boolean =>
  request.path.endsWith('/setup') && request.get('authorization')?.startsWith('Bearer ') === true;
