import fs from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';

/** PEM files of an authority and of what it has signed. */
export interface Certificates {
  authority: string;
  /** For a server on this machine. */
  server: { cert: string; key: string };
  /** For a client. */
  user: { cert: string; key: string };
}

/** Makes a certificate authority of its own in a folder, and certificates by it. */
export async function makeCertificates(dir: string): Promise<Certificates> {
  fs.mkdirSync(dir, { recursive: true });
  const ca = await generate([{ name: 'commonName', value: 'authority of a test' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const signed = async (name: string) => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: 'basicConstraints', cA: false },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: '127.0.0.1' },
            { type: 2, value: 'localhost' },
          ],
        },
      ],
    });
    return { cert: file(`${name}.crt`, cert), key: file(`${name}.key`, key) };
  };
  const file = (name: string, content: string): string => {
    const full = path.join(dir, name);
    fs.writeFileSync(full, content, { mode: 0o600 });
    return full;
  };
  return {
    authority: file('authority.crt', ca.cert),
    server: await signed('server'),
    user: await signed('user'),
  };
}
