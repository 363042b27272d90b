import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Paths that are the server's own; everything else is a page of the app. */
const SERVER_PATHS = /^\/(api|livekit|health|metrics|socket\.io)(\/|$)/;
/** What the build writes where a style element needs this answer's nonce. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';
const A_YEAR_S = 31_536_000;

/**
 * Serves the built web app: hashed files for a year, the page itself never from a cache, and for every path that
 * is no file and none of the server's, the page.
 */
export const serveWebApp = (app: NestExpressApplication, webRoot: string): void => {
  app.use(
    express.static(webRoot, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        const hashed = path.startsWith(join(webRoot, 'assets'));
        response.setHeader('Cache-Control', hashed ? `public, max-age=${A_YEAR_S}, immutable` : 'no-cache');
      },
    }),
  );
  const page = pageReader(join(webRoot, 'index.html'));
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (SERVER_PATHS.test(request.path) || /\.[a-z0-9]{1,8}$/i.test(request.path)) return next();
    response
      .setHeader('Cache-Control', 'no-store')
      .type('html')
      .send(page().replaceAll(NONCE_PLACEHOLDER, response.locals.styleNonce ?? ''));
  });
};

/** Reads the page again when it has been built again. */
const pageReader = (path: string): (() => string) => {
  let readAt = -1;
  let page = '';
  return () => {
    const { mtimeMs } = statSync(path);
    if (mtimeMs !== readAt) {
      page = readFileSync(path, 'utf8');
      readAt = mtimeMs;
    }
    return page;
  };
};
