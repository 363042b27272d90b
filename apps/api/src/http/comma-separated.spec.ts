import { describe, expect, it } from '@jest/globals';
import { commaSeparated } from './comma-separated.js';

describe('comma-separated values', () => {
  it('have a line for the head and one for each row, ended as RFC 4180 says', () => {
    expect(
      commaSeparated(
        ['day', 'minutes'],
        [
          ['2026-11-16', 180],
          [null, 0],
        ],
      ),
    ).toBe('day,minutes\r\n2026-11-16,180\r\n,0\r\n');
  });

  it('quote what would break a line or a cell', () => {
    expect(commaSeparated(['name'], [['Ana, R.'], ['said "no"'], ['two\nlines']])).toBe(
      'name\r\n"Ana, R."\r\n"said ""no"""\r\n"two\nlines"\r\n',
    );
  });

  it('hold no formula', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)']) {
      expect(commaSeparated(['x'], [[formula]])).toBe(`x\r\n'${formula}\r\n`);
    }
    expect(commaSeparated(['x'], [[-1]])).toBe('x\r\n-1\r\n');
  });
});
