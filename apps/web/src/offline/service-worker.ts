import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { isWorkerRequest } from './messages';
import { answerNavigation, PAGE_LIMIT_MS, PATIENT_PAGE_LIMIT_MS } from './navigation';

declare const self: {
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void;
};

/** Written in by the build: the help page with all that it needs, and the script of the app's page. */
declare const HELP_FILES: { url: string; revision: string | null }[];
declare const APP_SCRIPT: string;

const HELP_PAGE = '/offline.html';
/** What the server answers itself; never a page of the app, and never from here. */
const SERVER_PATHS = /^\/(api|livekit|health|metrics|socket\.io)(\/|$)/;

let patientUntil = 0;

cleanupOutdatedCaches();
precacheAndRoute(HELP_FILES, { cleanURLs: false, directoryIndex: '' });

registerRoute(
  new NavigationRoute(
    async ({ request }) => {
      const limitMs = Date.now() < patientUntil ? PATIENT_PAGE_LIMIT_MS : PAGE_LIMIT_MS;
      const ask = (signal: AbortSignal) => fetch(request, { signal });
      const help = () => matchPrecache(HELP_PAGE);
      return (await answerNavigation({ ask, help }, limitMs)) ?? Response.error();
    },
    { denylist: [SERVER_PATHS] },
  ),
);

self.addEventListener('message', ({ data, ports }) => {
  if (!isWorkerRequest(data)) return;
  switch (data.type) {
    case 'SKIP_WAITING':
      void self.skipWaiting();
      return;
    case 'WAIT_LONGER':
      patientUntil = Date.now() + PATIENT_PAGE_LIMIT_MS;
      return;
    case 'WHICH_PAGE':
      ports[0]?.postMessage(APP_SCRIPT);
      return;
    default:
      data satisfies never;
  }
});
