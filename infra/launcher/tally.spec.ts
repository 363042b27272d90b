import { describe, expect, it } from '@jest/globals';
import { readArguments } from './suite.mjs';
import { sumOf, tallyLine, tallyOf } from './tally.mjs';

const report = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 1,
  numTodoTests: 0,
};

describe('the count of a run', () => {
  it('is what Jest counted', () => {
    expect(tallyOf({ report, code: 0, files: 2 })).toEqual({ passed: 5, failed: 0, skipped: 1 });
  });

  it('counts a file that could not be run as a failure', () => {
    const broken = { ...report, numFailedTests: 1, numRuntimeErrorTestSuites: 2 };
    expect(tallyOf({ report: broken, code: 1, files: 4 }).failed).toBe(3);
  });

  it('is a failure when Jest broke down, was ended, or wrote nothing', () => {
    expect(tallyOf({ report: null, code: 1, files: 1 })).toMatchObject({ passed: 0, failed: 1 });
    expect(tallyOf({ report, code: null, files: 1 })).toMatchObject({ passed: 5, failed: 1 });
    expect(tallyOf({ report, code: 1, files: 1 })).toMatchObject({ passed: 5, failed: 1 });
  });

  it('is a failure when no test was found where there are some', () => {
    const nothing = { ...report, numPassedTests: 0, numPendingTests: 0 };
    expect(tallyOf({ report: nothing, code: 0, files: 3 })).toMatchObject({
      failed: 1,
      note: 'there are 3 test files, and no test was found in them',
    });
  });

  it('is summed up in one line', () => {
    const sum = sumOf([
      { passed: 5, failed: 0, skipped: 1 },
      { passed: 1, failed: 2, skipped: 0 },
    ]);
    expect(tallyLine(sum)).toBe('6 passed, 2 failed');
  });
});

describe('what failed', () => {
  it('is named at the end with the first of what it said', () => {
    const failed = {
      ...report,
      numFailedTests: 1,
      testResults: [
        {
          name: '/a.spec.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'a door opens', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'a door closes',
              failureMessages: ['\u001b[31mError: it is open\u001b[39m\n\n    at a.ts'],
            },
          ],
        },
        { name: '/b.spec.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
        { name: '/c.spec.ts', status: 'passed', message: '', assertionResults: [] },
      ],
    };
    expect(tallyOf({ report: failed, code: 1, files: 3 }).failures).toEqual([
      'a door closes\n    Error: it is open\n        at a.ts',
      '/b.spec.ts\n    cannot be read',
    ]);
  });
});

describe('the arguments of npm test', () => {
  it('mean everything when there are none', () => {
    expect(readArguments([]).parts).toEqual([
      'types',
      'lint',
      'unit',
      'web',
      'conformance',
      'integration',
      'e2e',
    ]);
  });

  it('choose parts, and hand on the rest to Jest', () => {
    expect(readArguments(['e2e', 'unit', '-t', 'web'])).toEqual({
      parts: ['unit', 'e2e'],
      jestArgs: ['-t', 'web'],
      help: false,
    });
  });

  it('are refused when there is no such part', () => {
    expect(() => readArguments(['units'])).toThrow('no part of the tests called "units"');
  });
});
