// @ts-check
// Runs beside a launcher. Reads the list of its children, a line a change; when the pipe ends, whatever the
// reason, it ends those that still live. A launcher that closed cleanly has sent an empty list before.
import { createInterface } from 'node:readline';
import { removeContainer } from './children.mjs';
import { endRecorded } from './processes.mjs';

/** @type {import('./children.mjs').ChildRecord[]} */
let children = [];

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  try {
    children = JSON.parse(line);
  } catch (error) {
    // A launcher killed in the middle of a line leaves half of it; the list before it still holds.
    if (!(error instanceof SyntaxError)) throw error;
  }
}
await endRecorded(children);
for (const { container } of children) removeContainer(container);
