import { z } from 'zod';

/** Letters, digits and a few signs; no query, no second slash, no dots that climb, nothing that names a host. */
const PAGE = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9_.~:-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9_.~:-]*)*)?$/;
const SERVER = /^\/(?:api|livekit|health|metrics|socket\.io)(?:\/|$)/;

/** Whether a path is one of our own pages, and can be nothing else. */
export const isOwnPage = (path: string): boolean =>
  path.length <= 200 && PAGE.test(path) && !SERVER.test(path);

/** A page to come back to after signing in. */
export const returnTo = z.string().refine(isOwnPage, { error: 'must be a page of Hearth' });
