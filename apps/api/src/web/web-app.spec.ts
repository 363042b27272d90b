import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';

describe('the web app', () => {
  let api: ApiUnderTest;
  const webRoot = mkdtempSync(join(tmpdir(), 'hearth-web-'));
  beforeAll(async () => {
    mkdirSync(join(webRoot, 'assets'));
    writeFileSync(
      join(webRoot, 'index.html'),
      '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root">',
    );
    writeFileSync(join(webRoot, 'assets', 'index-abc123.js'), 'export {}');
    api = await startApi({ webRoot });
  });
  afterAll(async () => {
    await api.close();
    rmSync(webRoot, { recursive: true });
  });
  const get = (path: string) => supertest(api.app.getHttpServer()).get(path);

  it('is the page for every path that is not the server’s, fresh each time', async () => {
    for (const path of ['/', '/today', '/sessions/session-1/room']) {
      const answer = await get(path);
      expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
    }
  });

  it('allows its own style elements by the nonce of this answer', async () => {
    const { text, headers } = await get('/');
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1];
    expect(headers['content-security-policy']).toContain(`'nonce-${nonce ?? 'none'}'`);
  });

  it('lets hashed files be kept for ever', async () => {
    const answer = await get('/assets/index-abc123.js');
    expect([answer.status, answer.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
  });

  it('is not the answer for missing files, unknown api paths, or anything above its folder', async () => {
    for (const path of [
      '/assets/gone.js',
      '/api/nothing',
      '/health/nothing',
      '/..%2f..%2fetc%2fpasswd.txt',
    ]) {
      expect([path, (await get(path)).status >= 400]).toEqual([path, true]);
    }
  });

  it('lives beside health and metrics', async () => {
    expect((await get('/health/live')).body).toEqual({ status: 'live' });
    expect((await get('/health/ready')).body).toEqual({ ready: true, checks: [] });
    expect((await get('/metrics')).text).toContain('hearth_api_request_seconds');
  });
});
