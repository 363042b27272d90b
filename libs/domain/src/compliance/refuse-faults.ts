import { Rejection } from '../rejection.js';
import type { PackFault } from './read-pack.js';

/** @throws Rejection `invalid`, with each fault as a line: where it is, and what is wrong there */
export const refuseFaults = (faults: readonly PackFault[]): never => {
  throw new Rejection('invalid', { faults: faults.map(({ path, message }) => `${path} ${message}`.trim()) });
};
