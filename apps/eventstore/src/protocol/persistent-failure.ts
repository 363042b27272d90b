import { status as code } from '@grpc/grpc-js';
import { Failure } from './failure.js';

const names = (stream: string, group: string) => ({ 'stream-name': stream, 'group-name': group });

export const groupMissing = (stream: string, group: string): Failure =>
  new Failure(code.NOT_FOUND, `Subscription group ${group} on stream ${stream} does not exist.`, {
    exception: 'persistent-subscription-does-not-exist',
    ...names(stream, group),
  });

export const groupExists = (stream: string, group: string): Failure =>
  new Failure(code.ALREADY_EXISTS, `Subscription group ${group} on stream ${stream} exists.`, {
    exception: 'persistent-subscription-exists',
    ...names(stream, group),
  });

export const groupDropped = (stream: string, group: string): Failure =>
  new Failure(code.CANCELLED, `Subscription group ${group} on stream ${stream} was dropped.`, {
    exception: 'persistent-subscription-dropped',
    ...names(stream, group),
  });

export const tooManySubscribers = (stream: string, group: string): Failure =>
  new Failure(
    code.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${group} on stream ${stream}.`,
    {
      exception: 'maximum-subscribers-reached',
      ...names(stream, group),
    },
  );
