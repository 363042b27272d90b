import { QueryClient } from '@tanstack/react-query';

/** The API client retries by itself and in a way that suits commands too; a second layer would only add waiting. */
export const createQueries = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } });
