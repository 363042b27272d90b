import { timingSafeEqual, createHash } from 'node:crypto';
import fs from 'node:fs';
import {
  ServerCredentials,
  ServerInterceptingCall,
  ServerListenerBuilder,
  status as code,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { UnusableDataError } from '../errors.js';

export interface TlsFiles {
  /** PEM file of the certificate chain. */
  cert: string;
  /** PEM file of the private key. */
  key: string;
}

/** Transport security of the node: TLS with the given files, or none. */
export function serverCredentials(tls: TlsFiles | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: fs.readFileSync(tls.cert), private_key: fs.readFileSync(tls.key) };
  return ServerCredentials.createSsl(null, [pair], false);
}

/** Names and passwords out of a JSON file: `{"admin": "changeit"}`. */
export function readUsers(file: string): Map<string, string> {
  const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  const entries = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
  const users = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (users.length === 0)
    throw new UnusableDataError(`${file} has no users; it should be like {"admin": "a password"}`);
  return new Map(users);
}

/** What a client asks before it knows how to behave. */
const OPEN_TO_ALL = /^\/event_store\.client\.(server_features|gossip)\./;

/** Lets only calls through that carry a known name and password, as Basic credentials. */
export function authentication(users: ReadonlyMap<string, string>): ServerInterceptor {
  return (method, call) => {
    if (OPEN_TO_ALL.test(method.path)) return new ServerInterceptingCall(call);
    const listener = new ServerListenerBuilder().withOnReceiveMetadata((metadata, next) => {
      if (isKnown(users, String(metadata.get('authorization')[0] ?? ''))) return next(metadata);
      call.sendStatus({
        code: code.UNAUTHENTICATED,
        details: 'A valid user name and password are required.',
      });
    });
    return new ServerInterceptingCall(call, { start: (next) => next(listener.build()) });
  };
}

function isKnown(users: ReadonlyMap<string, string>, header: string): boolean {
  const [scheme = '', encoded = ''] = header.split(' ');
  if (scheme.toLowerCase() !== 'basic') return false;
  const [name = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const wanted = users.get(name);
  return wanted !== undefined && timingSafeEqual(digest(wanted), digest(rest.join(':')));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
