import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../logging/logger.js';
import { Shutdown } from './shutdown.js';

const silent = createLogger({ name: 'spec', level: 'silent' });

describe('shutdown', () => {
  it('closes in the reverse order of opening, once', async () => {
    const closed: string[] = [];
    const shutdown = new Shutdown(silent);
    for (const name of ['store', 'redis', 'http']) {
      shutdown.add(name, () => Promise.resolve(closed.push(name)));
    }
    expect(await Promise.all([shutdown.run('first'), shutdown.run('second')])).toEqual([true, true]);
    expect(closed).toEqual(['http', 'redis', 'store']);
  });

  it('goes on after a step that fails, and tells', async () => {
    const closed: string[] = [];
    const shutdown = new Shutdown(silent);
    shutdown.add('store', () => Promise.resolve(closed.push('store')));
    shutdown.add('redis', () => Promise.reject(new Error('gone')));
    expect(await shutdown.run('test')).toBe(false);
    expect(closed).toEqual(['store']);
  });
});
