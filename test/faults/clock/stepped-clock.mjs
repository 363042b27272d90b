// Loaded into a process before its own code (`node --import`): its wall clock is off by what a file says, as that of
// a machine whose clock was set. Timers and monotonic clocks go on as they do then.
import { readFileSync } from 'node:fs';

const file = process.env.FAULTS_CLOCK_FILE;
const Real = Date;
const LOOK_AGAIN_MS = 20;
let offset = 0;
let lookedAt = -Infinity;

const offsetNow = () => {
  const at = performance.now();
  if (at - lookedAt < LOOK_AGAIN_MS) return offset;
  lookedAt = at;
  offset = Number(readFileSync(file, 'utf8'));
  return offset;
};

if (file !== undefined) {
  globalThis.Date = new Proxy(Real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [Real.now() + offsetNow()] : args, newTarget),
    apply: () => new Real(Real.now() + offsetNow()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? () => Real.now() + offsetNow() : Reflect.get(target, name, receiver),
  });
}
