// npm run test:crash [-- --rounds 50]: needs a build (npm run build:server).
import { parseArgs } from 'node:util';
import {
  flippedBits,
  flippedByte,
  fullDisk,
  fullDiskForIndex,
  noFileHandles,
  runFault,
  startAfterCrash,
  tornEnd,
} from './faults.mjs';
import { killRounds } from './kill.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } });
const say = (line) => process.stdout.write(`${line}\n`);

const problems = [];
for (const fault of [
  flippedByte,
  flippedBits,
  startAfterCrash,
  tornEnd,
  fullDisk,
  fullDiskForIndex,
  noFileHandles,
]) {
  const found = await runFault(fault);
  say(
    `${fault.name}: ${typeof found === 'string' ? `left out, ${found}` : found.length === 0 ? 'ok' : found.join('; ')}`,
  );
  if (typeof found !== 'string') problems.push(...found);
}
problems.push(...(await killRounds(Number(values.rounds), say)));
for (const problem of problems.slice(0, 50)) say(`PROBLEM ${problem}`);
say(problems.length === 0 ? 'nothing lost, nothing half-written' : `${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
