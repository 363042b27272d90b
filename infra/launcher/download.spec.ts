import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { checkDigest, download, fileFromTarball, placeProgram } from './download.mjs';

function tarball(files: Record<string, string>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return [header, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

describe('a downloaded release', () => {
  it('gives out the one file that is wanted', () => {
    const archive = tarball({ LICENSE: 'x'.repeat(600), 'bin/livekit-server': 'the program' });
    expect(fileFromTarball(archive, 'livekit-server').toString()).toBe('the program');
    expect(() => fileFromTarball(archive, 'redis')).toThrow('no redis in the downloaded archive');
  });

  it('is refused when it is not what was published', () => {
    const content = Buffer.from('program');
    expect(() => checkDigest(content, createHash('sha256').update(content).digest('hex'))).not.toThrow();
    expect(() => checkDigest(content, '0'.repeat(64))).toThrow('not the published file');
  });

  it('is put in place whole and runnable, with nothing beside it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-place-'));
    const path = join(folder, 'tool', 'livekit-server');
    placeProgram(Buffer.from('program'), path);
    expect(readFileSync(path, 'utf8')).toBe('program');
    expect(statSync(path).mode & 0o111).not.toBe(0);
    expect(readdirSync(join(folder, 'tool'))).toEqual(['livekit-server']);
    rmSync(folder, { recursive: true });
  });

  it('is fetched whole, and a refusal is passed on', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/there' ? 200 : 404;
      response.end('content');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect((await download(`${base}/there`)).toString()).toBe('content');
    await expect(download(`${base}/gone`)).rejects.toThrow('HTTP 404');
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await expect(download(`${base}/there`)).rejects.toThrow('cannot be reached');
  });
});
