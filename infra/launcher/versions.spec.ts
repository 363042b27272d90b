import { describe, expect, it } from '@jest/globals';
import { compareVersions, MINIMUM_NODE, nodeComplaint, versionNumbers } from './versions.mjs';

describe('versions', () => {
  it('reads the numbers out of what programs say of themselves', () => {
    expect(versionNumbers('v20.19.0')).toEqual([20, 19, 0]);
    expect(versionNumbers('livekit-server version 1.13.5')).toEqual([1, 13, 5]);
    expect(versionNumbers('Redis server v=7.0.15 sha=00000000')).toEqual([7, 0, 15]);
    expect(versionNumbers('24')).toEqual([24, 0, 0]);
    expect(versionNumbers('unknown')).toBeNull();
  });

  it('compares by number and not by letter', () => {
    expect(compareVersions('1.9.9', '1.13.5')).toBeLessThan(0);
    expect(compareVersions('20.19.0', 'v20.19')).toBe(0);
    expect(compareVersions('22.1.0', '20.19.0')).toBeGreaterThan(0);
    expect(compareVersions('unknown', '0.0.1')).toBeLessThan(0);
  });

  it('has nothing to say to a Node that is new enough', () => {
    expect(nodeComplaint(MINIMUM_NODE)).toBeNull();
    expect(nodeComplaint('v24.0.0')).toBeNull();
  });

  it('tells an old Node what it is, what is needed and where that is to be had', () => {
    const complaint = nodeComplaint('v18.20.4');
    expect(complaint).toContain('Node 20.19 or newer, and this is v18.20.4');
    expect(complaint).toContain('https://nodejs.org');
  });
});
