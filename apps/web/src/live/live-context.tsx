import type { LiveView } from '@hearth/contracts';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { LiveEntry, LiveFreshness } from './live-entry';
import type { LiveStore } from './live-store';

const LiveContext = createContext<LiveStore | null>(null);
export const LiveProvider = LiveContext.Provider;

export const useLive = (): LiveStore => {
  const store = useContext(LiveContext);
  if (store === null) throw new Error('There is no live store above this component.');
  return store;
};

/** A view of the live channel, kept up to date while the component is there. */
export const useLiveView = <View extends LiveView>(view: View, key: string): LiveEntry<View> => {
  const store = useLive();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(view, key, listener),
    [store, view, key],
  );
  return useSyncExternalStore(subscribe, () => store.read(view, key));
};

export const useFreshness = (): LiveFreshness => {
  const store = useLive();
  return useSyncExternalStore(store.onFreshness, store.freshness);
};
