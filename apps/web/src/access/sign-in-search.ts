import { signInTroubles, type SignInTrouble } from '@hearth/contracts';

/** What the address of the sign-in page says: why the last try ended, and where to go afterwards. */
export interface SignInSearch {
  readonly trouble?: SignInTrouble;
  readonly to?: string;
}

/** The server checks the page to come back to again, and refuses whatever is none of ours. */
const PAGE = /^\/[A-Za-z0-9_-][A-Za-z0-9_.~:/-]{0,198}$/;

/** Anything else than what is known is left out. */
export const signInSearch = (search: Readonly<Record<string, unknown>>): SignInSearch => {
  const trouble = signInTroubles.find((known) => known === search['trouble']);
  const to = typeof search['to'] === 'string' && PAGE.test(search['to']) ? search['to'] : undefined;
  return { ...(trouble === undefined ? {} : { trouble }), ...(to === undefined ? {} : { to }) };
};
