import fs from 'node:fs';
import {
  ServerCredentials,
  ServerInterceptingCall,
  ServerListenerBuilder,
  status as code,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import type { Access } from '../access/access.js';
import type { UserDirectory } from '../access/user-directory.js';
import { reasonOf } from '../errors.js';

export interface TlsFiles {
  /** PEM file of the certificate chain. */
  cert: string;
  /** PEM file of the private key. */
  key: string;
  /** PEM file of the authorities; with it, only clients that have a certificate of theirs are served. */
  ca?: string;
}

/** Transport security of the node: TLS with the given files, or none. */
export function serverCredentials(tls: TlsFiles | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: fs.readFileSync(tls.cert), private_key: fs.readFileSync(tls.key) };
  const authorities = tls.ca === undefined ? null : fs.readFileSync(tls.ca);
  return ServerCredentials.createSsl(authorities, [pair], authorities !== null);
}

/** What a client asks before it knows how to behave. */
const OPEN_TO_ALL = /^\/event_store\.client\.(server_features|gossip)\./;

/**
 * Finds out who makes a call. Credentials that are wrong end it; without any, the caller is anonymous, and what they
 * may do is said by the services.
 */
export function authentication(users: UserDirectory, access: Access): ServerInterceptor {
  return (method, call) => {
    if (OPEN_TO_ALL.test(method.path)) return new ServerInterceptingCall(call);
    const listener = new ServerListenerBuilder().withOnReceiveMetadata((metadata, next) => {
      const header = metadata.get('authorization')[0];
      if (header === undefined) return next(metadata);
      users.authenticate(String(header)).then(
        (caller) => {
          if (caller === undefined) return call.sendStatus(REFUSED);
          access.note(metadata, caller);
          next(metadata);
        },
        (error: unknown) => call.sendStatus({ code: code.INTERNAL, details: reasonOf(error) }),
      );
    });
    return new ServerInterceptingCall(call, { start: (next) => next(listener.build()) });
  };
}

const REFUSED = { code: code.UNAUTHENTICATED, details: 'The user name or the password is not right.' };
