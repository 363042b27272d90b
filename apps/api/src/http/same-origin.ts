import type { IncomingHttpHeaders } from 'node:http';

/** Whether a browser says that a request came from one of our own pages; clients that are no browser say nothing. */
export const isSameOrigin = (headers: IncomingHttpHeaders, host: string | undefined): boolean => {
  const { origin } = headers;
  if (origin !== undefined)
    return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};
