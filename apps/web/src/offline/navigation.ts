/** A page that has not begun to come after this long is as good as none. In ms. */
export const PAGE_LIMIT_MS = 8_000;
/** When somebody asked for the page all the same. */
export const PATIENT_PAGE_LIMIT_MS = 60_000;

/** What a gateway answers while the server behind it is away. */
const AWAY: readonly number[] = [502, 503, 504];

export interface NavigationPorts<Page extends { readonly status: number }> {
  /** Asks the network, and nothing else: no page of the app is ever kept. */
  readonly ask: (signal: AbortSignal) => Promise<Page>;
  /** The help page of this device; undefined when the browser has thrown it away. */
  readonly help: () => Promise<Page | undefined>;
}

/** The page from the network, or help when there is no network, no server, or nothing within the limit. */
export const answerNavigation = async <Page extends { readonly status: number }>(
  { ask, help }: NavigationPorts<Page>,
  limitMs: number = PAGE_LIMIT_MS,
): Promise<Page | undefined> => {
  const giveUp = new AbortController();
  // The limit is for the first byte: a page that comes may come slowly.
  const timer = setTimeout(() => giveUp.abort(), limitMs);
  try {
    const page = await ask(giveUp.signal);
    return AWAY.includes(page.status) ? await help() : page;
  } catch {
    return help();
  } finally {
    clearTimeout(timer);
  }
};
