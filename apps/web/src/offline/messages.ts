/** What a page may ask of the service worker; the first name is that of the library. */
export type WorkerRequest =
  | { readonly type: 'SKIP_WAITING' }
  /** The next page may take long: somebody on a slow network asked for it in so many words. */
  | { readonly type: 'WAIT_LONGER' }
  /** Which build it belongs to: answered with the path of the page's own script. */
  | { readonly type: 'WHICH_PAGE' };

const kinds: readonly unknown[] = ['SKIP_WAITING', 'WAIT_LONGER', 'WHICH_PAGE'];

export const isWorkerRequest = (data: unknown): data is WorkerRequest =>
  typeof data === 'object' && data !== null && 'type' in data && kinds.includes(data.type);
