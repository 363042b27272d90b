import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { makeCertificates, type Certificates } from './certificates.js';
import { collect, isEmbedded, rejection, samples, startTarget, take, type Target } from './target.js';

const NOT_CONNECTED = /connect|UNAVAILABLE/;

(isEmbedded ? describe : describe.skip)('a node with a certificate', () => {
  let dir: string;
  let own: Certificates;
  let others: Certificates;
  let target: Target;
  beforeAll(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-tls-'));
    own = await makeCertificates(path.join(dir, 'own'));
    others = await makeCertificates(path.join(dir, 'others'));
    target = await startTarget({ tls: own.server }, `&tlsCAFile=${own.authority}`);
  });
  afterAll(async () => {
    await target.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  /** What a client gets that makes one append and has one try to connect. */
  async function tryAppend(url: string) {
    const client = esdb.EventStoreDBClient.connectionString(
      `${url}&maxDiscoverAttempts=1&defaultDeadline=3000`,
    );
    try {
      return await client.appendToStream(target.name('tried'), samples(1));
    } finally {
      await client.dispose();
    }
  }

  it('serves who trusts its authority', async () => {
    const stream = target.name('tls');
    await target.client.appendToStream(stream, samples(3));
    expect(await collect(target.client.readStream(stream))).toHaveLength(3);
    expect(await take(target.client.subscribeToStream(stream), 3)).toHaveLength(3);
  });

  it.each([
    ['trusts another authority', () => `${target.url}&tlsCAFile=${others.authority}`],
    ['trusts only the authorities that everybody knows', () => target.url],
    ['speaks plain text', () => target.url.replace('tls=true', 'tls=false')],
  ])('is not believed by who %s', async (_case, url) => {
    expect(String(await rejection(tryAppend(url())))).toMatch(NOT_CONNECTED);
  });

  it('is refused when it has no key, or the key of another certificate', async () => {
    await expect(startTarget({ tls: { cert: own.server.cert, key: own.user.key } })).rejects.toThrow();
    await expect(startTarget({ tls: { cert: own.server.cert, key: dir } })).rejects.toThrow();
  });

  describe('that asks for certificates', () => {
    let guarded: Target;
    const as = ({ cert, key }: Certificates['user']): string =>
      `&tlsCAFile=${own.authority}&userCertFile=${cert}&userKeyFile=${key}`;
    beforeAll(async () => {
      guarded = await startTarget({ tls: { ...own.server, ca: own.authority } }, as(own.user));
    });
    afterAll(() => guarded.stop());

    it('serves who has one of its authority, and nobody else', async () => {
      await guarded.client.appendToStream(guarded.name('tls'), samples(1));
      const none = `${guarded.url}&tlsCAFile=${own.authority}`;
      expect(String(await rejection(tryAppend(none)))).toMatch(NOT_CONNECTED);
      const foreign = guarded.url + as(others.user);
      expect(String(await rejection(tryAppend(foreign)))).toMatch(NOT_CONNECTED);
    });
  });
});
