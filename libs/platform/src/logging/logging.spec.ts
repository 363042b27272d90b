import { describe, expect, it } from '@jest/globals';
import { withCorrelation } from './correlation.js';
import { createLogger } from './logger.js';

const recording = () => {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, logger: createLogger({ name: 'spec', level: 'info' }, { write }) };
};

describe('logging', () => {
  it('carries the correlation id of the work at hand, and of no other', async () => {
    const { lines, logger } = recording();
    await Promise.all([
      withCorrelation('a', async () => {
        await Promise.resolve();
        logger.info('first');
      }),
      withCorrelation('b', () => Promise.resolve(logger.info('second'))),
    ]);
    logger.info('third');
    expect(Object.fromEntries(lines.map(({ msg, correlationId }) => [msg, correlationId]))).toEqual({
      first: 'a',
      second: 'b',
      third: undefined,
    });
  });

  it('withholds what may be personal or secret, also deep inside', () => {
    const { lines, logger } = recording();
    logger.info({
      event: { data: { personal: { name: 'Rosa' } } },
      displayName: 'Rosa',
      headers: { cookie: 'x=Rosa' },
    });
    expect(JSON.stringify(lines)).not.toContain('Rosa');
  });

  it('tells of an error what it is and where it arose, and nothing that it carries along', () => {
    const { lines, logger } = recording();
    const refused = Object.assign(new Error('OOM command not allowed'), {
      name: 'ReplyError',
      command: { name: 'evalsha', args: ['{"displayName":"Rosa"}'] },
    });
    const parse = (): unknown => JSON.parse('Rosa') as unknown;
    logger.error({ err: refused }, 'redis');
    try {
      parse();
    } catch (error) {
      logger.error({ err: new Error('it cannot be read', { cause: error }) }, 'reading');
    }
    logger.error({ err: 'Rosa' }, 'thrown');
    expect(JSON.stringify(lines)).not.toContain('Rosa');
    expect(lines.map(({ err }) => err)).toMatchObject([
      { type: 'ReplyError', stack: expect.stringContaining('at ') },
      { type: 'Error', message: 'it cannot be read', cause: { type: 'SyntaxError' } },
      { type: 'string' },
    ]);
  });
});
