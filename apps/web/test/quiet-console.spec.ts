import { describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { useState } from 'react';
import { stubApi } from './render-screen';
import { settled } from './quiet-console';

describe('a spec', () => {
  it('hears of a change that nobody waited for', () => {
    const { result } = renderHook(() => useState(0));
    result.current[1](1);
    expect(settled()).toEqual([expect.stringContaining('not wrapped in act')]);
  });

  it('hears of a question that it has no answer for', () => {
    stubApi({});
    void fetch('/api/me', { method: 'GET' });
    expect(settled()).toEqual(['The spec has no answer for GET /me']);
  });

  it('is told of nothing while nothing is wrong', () => {
    stubApi({ 'GET /me': { status: 200, body: {} } });
    void fetch('/api/me', { method: 'GET' });
    expect(settled()).toEqual([]);
  });
});
