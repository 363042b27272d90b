import './zod-without-eval';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './theme/mantine-styles';
import './theme/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { startTranslation } from './i18n/translation';
import { LiveSocket } from './live/live-socket';
import { LiveStore } from './live/live-store';
import { createQueries } from './queries';
import { createAppRouter } from './router';
import { keepFocus } from './shell/focus-keeper';
import { shareStyleNonce } from './theme/style-nonce';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

shareStyleNonce();
keepFocus();
const queries = createQueries();
const live = new LiveStore(new LiveSocket());
const router = createAppRouter({ queries, live });

void startTranslation().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App queries={queries} live={live}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </App>
    </StrictMode>,
  ),
);

// After the screen, and only where it is built: help must be there when the network is not.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  void import('./offline/registration').then(({ startServiceWorker }) =>
    startServiceWorker({ onArrival: (arrived) => router.subscribe('onResolved', arrived) }),
  );
