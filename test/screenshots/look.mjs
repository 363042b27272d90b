// `node test/screenshots/look.mjs FOLDER [URL]`: every screen of every role, in both languages, light and dark, on a
// phone and a laptop, from the running product, with what axe objects to on each. For looking at; not committed.
import { obtainChromium } from '../../infra/launcher/programs.mjs';

const [folder, baseUrl = 'http://127.0.0.1:3000'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder for the pictures.');
const chromium = await obtainChromium({ mayInstall: true, tell: console.log });
if (chromium.program === null) throw new Error(chromium.reasons.join('; '));
process.env.CHROME_PATH ??= chromium.program.run.path;
const { lookAtAll } = await import('../../dist/test/screenshots/look.js');
const complaints = await lookAtAll(baseUrl, folder);
for (const [picture, found] of Object.entries(complaints))
  console.log(picture, JSON.stringify(found, null, 2));
if (Object.keys(complaints).length > 0) process.exitCode = 1;
