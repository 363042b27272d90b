import { CORRELATION_HEADER } from '@hearth/contracts';
import { withCorrelation } from '@hearth/platform';
import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';

const wellFormed = /^[A-Za-z0-9_-]{8,64}$/;

/** Takes the caller's correlation id when it is harmless, else makes one, and gives it back. */
export const correlate = (request: Request, response: Response, next: NextFunction): void => {
  const given = request.get(CORRELATION_HEADER);
  const correlationId = given !== undefined && wellFormed.test(given) ? given : randomUUID();
  request.correlationId = correlationId;
  response.setHeader(CORRELATION_HEADER, correlationId);
  withCorrelation(correlationId, next);
};
