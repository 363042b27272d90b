// @ts-check
// `npm start`. This file and versions.mjs are written so that an outdated Node can read them: it must be able to
// say that it is outdated. Everything newer is imported only after that.
import { nodeComplaint } from './versions.mjs';

const complaint = nodeComplaint(process.version);
if (complaint === null) {
  import('./launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
} else {
  console.error('\n' + complaint + '\n');
  process.exitCode = 1;
}
