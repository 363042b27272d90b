import { describe, expect, it } from '@jest/globals';
import { HealthChecks } from './checks.js';

describe('health checks', () => {
  it('are ready when all of them are', async () => {
    const checks = new HealthChecks();
    checks.register('one', () => Promise.resolve());
    expect((await checks.run()).ready).toBe(true);
  });

  it('say which one is not and why, also one that never answers', async () => {
    const checks = new HealthChecks(20);
    checks.register('fine', () => Promise.resolve());
    checks.register('refused', () => Promise.reject(new Error('connection refused')));
    checks.register('frozen', () => new Promise(() => undefined));
    const report = await checks.run();
    expect(report.ready).toBe(false);
    expect(report.checks).toMatchObject([
      { name: 'fine', healthy: true },
      { name: 'refused', healthy: false, problem: 'connection refused' },
      { name: 'frozen', healthy: false, problem: 'no answer within 20 ms' },
    ]);
  });
});
