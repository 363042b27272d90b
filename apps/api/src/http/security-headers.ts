import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { randomBytes } from 'node:crypto';
import type { ApiSettings } from '../settings.js';

declare module 'express-serve-static-core' {
  interface Locals {
    /** Allows the style elements that the component library writes; fresh for each answer. */
    styleNonce?: string;
  }
}

/** Both schemes of LiveKit's address: signalling is a web socket, and its first request is plain. */
export const livekitOrigins = (publicUrl: string | null): readonly string[] => {
  if (publicUrl === null) return [];
  const { host, protocol } = new URL(publicUrl);
  const secure = protocol === 'wss:' || protocol === 'https:';
  return secure ? [`wss://${host}`, `https://${host}`] : [`ws://${host}`, `http://${host}`];
};

const giveNonce = (_request: Request, response: Response, next: NextFunction): void => {
  response.locals.styleNonce = randomBytes(16).toString('base64');
  next();
};

/** The policy that the room works under: our own scripts, our own sockets, LiveKit, and media from memory. */
export const securityHeaders = (settings: ApiSettings): RequestHandler[] => {
  const production = settings.mode === 'production';
  return [
    giveNonce,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", (_request, response) => nonceOf(response)],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'", ...livekitOrigins(settings.livekitPublicUrl)],
          workerSrc: ["'self'", 'blob:'],
          manifestSrc: ["'self'"],
          objectSrc: ["'none'"],
          frameSrc: ["'none'"],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          // On a laptop the app is plain http, where this would break every request.
          ...(production ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
    (_request, response, next) => {
      response.setHeader(
        'Permissions-Policy',
        'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()',
      );
      next();
    },
  ];
};

const nonceOf = (response: unknown): string => {
  const locals =
    typeof response === 'object' && response !== null && 'locals' in response ? response.locals : {};
  const nonce =
    typeof locals === 'object' && locals !== null && 'styleNonce' in locals ? locals.styleNonce : '';
  return `'nonce-${String(nonce)}'`;
};
