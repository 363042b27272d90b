import { describe, expect, it } from '@jest/globals';
import { isOwnPage } from './return-to.js';

describe('a page to come back to', () => {
  it.each(['/', '/today', '/sessions/session-1/room', '/board/0b1e-22', '/programme-week'])(
    'may be %s',
    (path) => {
      expect(isOwnPage(path)).toBe(true);
    },
  );

  it.each([
    '',
    'today',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '/https://evil.example',
    'javascript:alert(1)',
    '/..//evil.example',
    '/../today',
    '/today?next=//evil.example',
    '/today#x',
    '/%2f%2fevil.example',
    '/@evil.example',
    '/api/sign-out',
    '/api',
    '/livekit/webhook',
    `/${'a'.repeat(300)}`,
  ])('may not be %j', (path) => {
    expect(isOwnPage(path)).toBe(false);
  });
});
