import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

/** The route's pattern, since a path holds ids; requests that meet no route share one name. */
const routeOf = (request: Request): string => {
  const route: unknown = request.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'none';
  return typeof route.path === 'string' ? route.path : 'none';
};

export interface RequestObserver {
  observe(route: string, method: string, status: number, tookMs: number): void;
}

/** One line and one measurement a request: method, route pattern, status, duration. Nothing about a person. */
export const logRequests =
  (log: Logger, observer: RequestObserver) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const tookMs = Math.round(performance.now() - startedAt);
      const route = routeOf(request);
      observer.observe(route, request.method, response.statusCode, tookMs);
      log.debug(
        {
          correlationId: request.correlationId,
          method: request.method,
          route,
          status: response.statusCode,
          tookMs,
        },
        'request',
      );
    });
    next();
  };
