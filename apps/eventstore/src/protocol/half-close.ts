import type { Http2Session, ServerHttp2Stream } from 'node:http2';
import {
  ServerInterceptingCall,
  ServerListenerBuilder,
  status as code,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { streamsService } from './stubs.js';

/**
 * The end of a client's messages, made certain. A client on Node that cancels sends first the frame that means it has
 * finished, and takes it back in the next one; and a connection that breaks looks at first like an end as well. So
 * before an `Append` is taken as whole, the client's connection is asked to answer a PING: whatever the client had
 * sent by then, a taken-back end included, comes before the answer. That costs one way there and back, which the
 * client's HTTP/2 layer goes by itself. `BatchAppend` marks its last chunk and needs none of it.
 */
export const certainEnds: ServerInterceptor = (method, call) => {
  if (method.path !== streamsService.StreamsService.append.path) return new ServerInterceptingCall(call);
  const listener = new ServerListenerBuilder().withOnReceiveHalfClose((next) => {
    isFinished(http2StreamOf(call)).then(
      (finished) => {
        if (finished) next();
        else call.sendStatus({ code: code.CANCELLED, details: 'The append was broken off.' });
      },
      (error: unknown) => call.sendStatus({ code: code.INTERNAL, details: String(error) }),
    );
  });
  return new ServerInterceptingCall(call, { start: (next) => next(listener.build()) });
};

/** grpc-js has no public way to the HTTP/2 stream of a call; the conformance suite notices should this one go. */
function http2StreamOf(call: ServerInterceptingCallInterface): ServerHttp2Stream {
  const stream: unknown = Reflect.get(call, 'stream');
  if (!isHttp2Stream(stream)) throw new Error('this version of grpc-js keeps its HTTP/2 streams elsewhere');
  return stream;
}

function isHttp2Stream(value: unknown): value is ServerHttp2Stream {
  return typeof value === 'object' && value !== null && 'session' in value && 'rstCode' in value;
}

async function isFinished(stream: ServerHttp2Stream): Promise<boolean> {
  const { session } = stream;
  if (isBrokenOff(stream) || session === undefined) return false;
  const answered = await answeredPing(session);
  return answered && !isBrokenOff(stream);
}

function isBrokenOff(stream: ServerHttp2Stream): boolean {
  return stream.closed || stream.destroyed || stream.aborted;
}

interface Pings {
  underWay: Promise<boolean>;
  /** Shared by all who came after the one under way had left. */
  following: Promise<boolean> | undefined;
}

const pings = new WeakMap<Http2Session, Pings>();

/** True when the other side has answered a PING that left after this call; false when the connection is gone. */
function answeredPing(session: Http2Session): Promise<boolean> {
  const known = pings.get(session);
  if (known === undefined) {
    const underWay = ping(session).finally(() => pings.delete(session));
    pings.set(session, { underWay, following: undefined });
    return underWay;
  }
  known.following ??= known.underWay.then(() => answeredPing(session));
  return known.following;
}

function ping(session: Http2Session): Promise<boolean> {
  if (session.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => session.ping((error) => resolve(error === null)));
}
