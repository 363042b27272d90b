import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './page.css';
import { oweSignOut } from '../access/owed-sign-out';
import { leaveQuickly } from '../help/quick-exit';
import { rememberedLanguage } from '../i18n/language';
import { dark, light } from '../theme/tokens';
import { ownVariables } from '../theme/variables';
import { keepEmergencyNumber } from './emergency-number';
import type { WorkerRequest } from './messages';
import { PAGE_LIMIT_MS } from './navigation';
import { pageParts } from './page-parts';
import { keepTrying } from './retry';
import { wordsOf } from './words';

/** Where the component library keeps what was chosen in the settings. */
const SCHEME_PLACE = 'mantine-color-scheme-value';
const darkByDevice = window.matchMedia('(prefers-color-scheme: dark)');

const paint = (): void => {
  const chosen = localStorage.getItem(SCHEME_PLACE);
  const isDark = chosen === 'dark' || (chosen !== 'light' && darkByDevice.matches);
  const root = document.documentElement.style;
  root.colorScheme = isDark ? 'dark' : 'light';
  for (const [name, colour] of Object.entries(ownVariables(isDark ? dark : light)))
    root.setProperty(name, colour);
};

/** No answer and an answer too late are the same to somebody who waits. */
const isThere = async (): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(PAGE_LIMIT_MS);
    return (await fetch(window.location.href, { method: 'HEAD', cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
};

const waitLonger: WorkerRequest = { type: 'WAIT_LONGER' };

/** Help without the app: it needs nothing but this device, speaks to no api, and goes when the network is back. */
const start = (): void => {
  const language = rememberedLanguage();
  const words = wordsOf(language);
  document.documentElement.lang = language;
  document.title = words.offline.pageTitle;
  paint();
  darkByDevice.addEventListener('change', paint);

  const parts = pageParts(words, {
    inRoom: /\/session\/[^/]+\/room$/.test(window.location.pathname),
    onTry: () => {
      navigator.serviceWorker.controller?.postMessage(waitLonger);
      window.location.reload();
    },
    onExit: () =>
      leaveQuickly(() => {
        oweSignOut();
        sessionStorage.clear();
        keepEmergencyNumber(null);
      }),
  });
  document.body.append(parts.page);

  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const tryNow = keepTrying({
    isThere,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    goBack: () => window.location.reload(),
    show: (state) =>
      parts.tell(
        state === 'trying'
          ? words.offline.trying
          : words.offline.tried.replace('{{time}}', time.format(new Date())),
      ),
  });
  window.addEventListener('online', tryNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryNow();
  });
};

start();
