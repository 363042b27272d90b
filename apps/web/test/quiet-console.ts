import { afterAll, afterEach } from '@jest/globals';
import { format } from 'node:util';

// Whoever reads the output of the specs sees only what failed: a spec that makes React or a library complain fails.
// One that is about a complaint puts a spy of its own over this.
const complaints: string[] = [];

/** Lets the spec that runs now fail, when it ends. */
export const complain = (...said: readonly unknown[]): void => {
  complaints.push(format(...said));
};

/** What was complained of until now; it is settled by that. */
export const settled = (): readonly string[] => complaints.splice(0);

Object.assign(console, { error: complain, warn: complain });

const fail = (): void => {
  const all = settled();
  if (all.length > 0) throw new Error(`There was trouble beside what was expected:\n\n${all.join('\n\n')}`);
};
afterEach(fail);
// What came between two of them, or after the last.
afterAll(fail);
