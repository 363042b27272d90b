import { DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import { ApiMetrics } from './health/api-metrics.js';
import { correlate } from './http/correlation.js';
import type { Csrf } from './http/csrf.js';
import { describeApi } from './http/openapi.js';
import { logRequests } from './http/request-log.js';
import { handlersWithoutSchema } from './http/schema-check.js';
import { securityHeaders } from './http/security-headers.js';
import { NestLog } from './nest-log.js';
import { CSRF, type Services } from './services.js';
import { serveWebApp } from './web/web-app.js';

/** Bodies are small: the largest is a report of who spoke. */
const BODY_LIMIT = '64kb';
/** What LiveKit sends; kept as bytes, since an authentic webhook that cannot be read must not be a 400. */
const WEBHOOK_TYPE = 'application/webhook+json';
const noStore = (_request: Request, response: Response, next: NextFunction): void => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
/** Not under `/api`: what other servers and operators ask. */
const OUTSIDE_API = ['livekit/webhook', 'health/live', 'health/ready', 'metrics'];

/**
 * Builds the api, ready to listen.
 * @throws Error when a handler would take input that no schema has checked
 */
export const createApplication = async (services: Services): Promise<NestExpressApplication> => {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.on(services), {
    rawBody: true,
    bodyParser: false,
    logger: new NestLog(services.log),
    abortOnError: false,
  });
  const unchecked = handlersWithoutSchema(app.get(DiscoveryService), app.get(MetadataScanner));
  if (unchecked.length > 0) throw new Error(`Input without a schema: ${unchecked.join(', ')}`);
  configure(app, services);
  await app.init();
  return app;
};

const configure = (app: NestExpressApplication, services: Services): void => {
  const { settings, log } = services;
  app.set('trust proxy', settings.trustedProxies);
  app.disable('x-powered-by');
  app.useWebSocketAdapter(new IoAdapter(app));
  app.use(correlate, logRequests(log, app.get(ApiMetrics)), ...securityHeaders(settings));
  if (settings.webRoot !== null) serveWebApp(app, settings.webRoot);
  app.use(cookieParser());
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useBodyParser('raw', { type: WEBHOOK_TYPE, limit: BODY_LIMIT });
  app.use('/api', noStore, app.get<Csrf>(CSRF).protect);
  app.setGlobalPrefix('api', { exclude: OUTSIDE_API });
  describeApi(app);
  app.enableShutdownHooks([]);
};
