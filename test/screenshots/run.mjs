// `npm run screenshots`: the pictures of the README, taken from the running product (`npm start` in another window).
import { fileURLToPath } from 'node:url';
import { obtainChromium } from '../../infra/launcher/programs.mjs';

const baseUrl = process.argv[2] ?? 'http://127.0.0.1:3000';
const chromium = await obtainChromium({ mayInstall: true, tell: console.log });
if (chromium.program === null) throw new Error(chromium.reasons.join('; '));
process.env.CHROME_PATH ??= chromium.program.run.path;
const { takeScreenshots } = await import('../../dist/test/screenshots/take.js');
await takeScreenshots(baseUrl, fileURLToPath(new URL('../../docs/images', import.meta.url)));
