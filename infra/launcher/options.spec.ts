import { describe, expect, it } from '@jest/globals';
import { readPort, readStartOptions } from './options.mjs';

describe('the options of npm start', () => {
  it('are none by default', () => {
    expect(readStartOptions([])).toEqual({ fresh: false, demo: true, help: false, port: null });
  });

  it('are read in any order', () => {
    expect(readStartOptions(['--no-demo', '--port', '3100', '--fresh'])).toEqual({
      fresh: true,
      demo: false,
      help: false,
      port: 3100,
    });
    expect(readStartOptions(['--port=3100']).port).toBe(3100);
    expect(readStartOptions(['-h']).help).toBe(true);
  });

  it.each([['--prot'], ['3100'], ['--port', 'high'], ['--port'], ['--port', '0'], ['--port', '65536']])(
    'refuses %s %s',
    (...args) => {
      expect(() => readStartOptions(args)).toThrow(/not something|must be a port/);
    },
  );

  it('names where a bad port came from', () => {
    expect(() => readPort('80a', 'PORT')).toThrow('PORT must be a port between 1 and 65535, and is "80a".');
  });
});
