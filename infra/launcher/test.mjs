// @ts-check
// `npm test`. Like start.mjs it can be read by an outdated Node, and says so.
import { nodeComplaint } from './versions.mjs';

const complaint = nodeComplaint(process.version);
if (complaint === null) {
  import('./suite.mjs').then(({ runSuite }) => runSuite(process.argv.slice(2)));
} else {
  console.error('\n' + complaint + '\n');
  console.error('0 passed, 1 failed');
  process.exitCode = 1;
}
