import type { LiveDocuments, LiveView } from '@hearth/contracts';
import type { Trouble } from '../api/problem';

/** What a screen has of a view right now. */
export type LiveEntry<View extends LiveView = LiveView> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly document: LiveDocuments[View] }
  /** There is nothing for this key (yet). */
  | { readonly state: 'absent' }
  /** May not be seen, or could not be read; `trouble` says which. */
  | { readonly state: 'refused'; readonly trouble: Trouble };

/** How current everything on the screen is. `since` is server time. */
export type LiveFreshness =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'catching-up'; readonly since: number | null }
  | { readonly state: 'stale'; readonly since: number };
