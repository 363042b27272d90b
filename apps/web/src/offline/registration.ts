import { messageSW, Workbox } from 'workbox-window';
import { createNewVersion } from './new-version';
import { browserLocks, unlessInRoom } from './room-lock';
import type { WorkerRequest } from './messages';

const LOOK_EVERY_MS = 30 * 60_000;
/** Untouched for so long, a screen may be loaded again: a board on the wall is never left, and never hidden. */
const IDLE_MS = 5 * 60_000;

interface Screens {
  /** Calls back after each change of screen. */
  readonly onArrival: (arrived: () => void) => void;
}

/** The script of the page that is shown: the name of its build. */
const ownScript = (): string | null => {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script === null ? null : new URL(script.src).pathname;
};

const whichPage: WorkerRequest = { type: 'WHICH_PAGE' };

const takeOver = async (worker: Workbox): Promise<void> => {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.getRegistration();
  // Another window may have let it begin.
  if (registration?.waiting == null) return;
  const begun = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  worker.messageSkipWaiting();
  await begun;
};

/** Starts the service worker that shows help without a network, and watches for newer versions of the app. */
export const startServiceWorker = async ({ onArrival }: Screens): Promise<void> => {
  const worker = new Workbox('/service-worker.js');
  const version = createNewVersion({
    takeOver: () => takeOver(worker),
    reload: () => window.location.reload(),
    unlessInRoom: (act) => unlessInRoom(browserLocks(), act),
  });
  const compare = async (other: ServiceWorker | undefined): Promise<void> => {
    if (other === undefined) return;
    const script: unknown = await messageSW(other, whichPage);
    if (script !== ownScript()) version.found();
    // This page is as new as that worker already, and only the help page changes.
    else worker.messageSkipWaiting();
  };
  worker.addEventListener('waiting', ({ sw }) => void compare(sw));
  worker.addEventListener('controlling', ({ sw, isExternal }) => {
    if (isExternal === true) void compare(sw);
  });
  onArrival(() => void version.arrived());
  document.addEventListener('input', version.typed);
  watchIdleness(() => void version.idle());
  await worker.register();
  const look = (): void => void worker.update();
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
    else void version.idle();
  });
};

/** Calls back each time that nobody has touched this window for a while. */
const watchIdleness = (idle: () => void): void => {
  let timer: number | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      idle();
      wait();
    }, IDLE_MS);
  };
  wait();
  for (const kind of ['pointerdown', 'keydown', 'wheel'] as const)
    document.addEventListener(kind, wait, { passive: true });
};
