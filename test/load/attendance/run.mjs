// Part of `npm run bench`: how long the ledger takes, beside other work of the same run. Needs no services.
import { verify } from '../../../apps/verifier/verify.mjs';
import { measure } from '../../../dist/test/load/attendance/measure.js';

const rounded = (value) => Number(value.toFixed(value < 10 ? 2 : 0));
console.table(
  measure({ verify }).map(({ what, ms, ratio, of, note }) => ({
    what,
    ms: rounded(ms),
    ratio: rounded(ratio),
    'to, in the same run': of,
    note,
  })),
);
