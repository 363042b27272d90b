import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

/** The page of help without a network, and what it shows that no other file names. */
const HELP_PAGE = 'offline.html';
const APP_PAGE = 'index.html';
const PUBLIC_FILES = ['flame.svg'];
/** The scripts of English and Spanish; the browser draws any other letter in a font of its own. */
const FONT = /-latin-wght-.*\.woff2$/;

type Bundle = Rolldown.OutputBundle;
interface Precached {
  readonly url: string;
  /** Null where the name says it. */
  readonly revision: string | null;
}

const hash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

const contentOf = (bundle: Bundle, file: string): string => {
  const found = bundle[file];
  if (found?.type !== 'asset') throw new Error(`The build made no ${file}.`);
  return typeof found.source === 'string' ? found.source : new TextDecoder().decode(found.source);
};

const assetsNamedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/assets\/[\w.-]+\.(?:js|css|woff2)\b/g)].map(([name]) => name)),
];

/** Scripts, styles and the font of the help page. */
const filesOfHelp = (bundle: Bundle): readonly string[] => {
  const named = assetsNamedIn(contentOf(bundle, HELP_PAGE));
  const fonts = Object.keys(bundle).filter((file) => FONT.test(file));
  if (named.length === 0 || fonts.length === 0) throw new Error('The help page lacks its files.');
  return [...named, ...fonts];
};

/** The script by which a page knows which build it is of. */
const appScript = (bundle: Bundle): string => {
  const script = /<script[^>]+src="(\/assets\/[^"]+)"/.exec(contentOf(bundle, APP_PAGE))?.[1];
  if (script === undefined) throw new Error('The app has no script.');
  return script;
};

/** Builds the service worker after the app, as one classic script that knows the names of this build's files. */
export const serviceWorker = (): Plugin => {
  let config: ResolvedConfig;
  return {
    name: 'hearth:service-worker',
    apply: 'build',
    configResolved: (resolved) => {
      config = resolved;
    },
    writeBundle: async (_options, bundle) => {
      const helpFiles: readonly Precached[] = [
        { url: `/${HELP_PAGE}`, revision: hash(contentOf(bundle, HELP_PAGE)) },
        ...filesOfHelp(bundle).map((file) => ({ url: `/${file}`, revision: null })),
        ...PUBLIC_FILES.map((file) => ({
          url: `/${file}`,
          revision: hash(readFileSync(join(config.publicDir, file))),
        })),
      ];
      await build({
        configFile: false,
        root: config.root,
        publicDir: false,
        logLevel: 'warn',
        define: { HELP_FILES: JSON.stringify(helpFiles), APP_SCRIPT: JSON.stringify(appScript(bundle)) },
        build: {
          outDir: config.build.outDir,
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: {
            input: join(config.root, 'src/offline/service-worker.ts'),
            output: { format: 'iife', entryFileNames: 'service-worker.js' },
          },
        },
      });
    },
  };
};
