import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LiveProvider } from './live/live-context';
import type { LiveStore } from './live/live-store';
import { styleNonce } from './theme/style-nonce';
import { cssVariables, theme } from './theme/theme';

interface AppProps {
  readonly queries: QueryClient;
  readonly live: LiveStore;
  readonly children: ReactNode;
}

/** What every screen stands on; tests put a single screen in it. */
export const App = ({ queries, live, children }: AppProps) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    defaultColorScheme="auto"
    getStyleNonce={styleNonce}
  >
    <QueryClientProvider client={queries}>
      <LiveProvider value={live}>{children}</LiveProvider>
    </QueryClientProvider>
  </MantineProvider>
);
