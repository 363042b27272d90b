import { useSyncExternalStore } from 'react';

/** What a person chose on this device; nothing about health, and so it may stay here. */
export interface Preferences {
  /** Whether joins, hands and reconnects are read out by screen readers. */
  readonly announcements: boolean;
  /** Whether single letters work as shortcuts in the room. */
  readonly shortcuts: boolean;
  readonly camera: string | null;
  readonly microphone: string | null;
  readonly speaker: string | null;
  /** Join the room with the camera on. */
  readonly cameraOn: boolean;
  readonly microphoneOn: boolean;
  /** Camera and sound were tried on this device. */
  readonly devicesTested: boolean;
  /** Receive no pictures: for a weak connection. */
  readonly audioOnly: boolean;
}

const initial: Preferences = {
  announcements: true,
  shortcuts: true,
  camera: null,
  microphone: null,
  speaker: null,
  cameraOn: true,
  microphoneOn: true,
  devicesTested: false,
  audioOnly: false,
};

const place = 'hearth.preferences';
const listeners = new Set<() => void>();

const read = (): Preferences => {
  const stored = localStorage.getItem(place);
  if (stored === null) return initial;
  try {
    return { ...initial, ...(JSON.parse(stored) as Partial<Preferences>) };
  } catch {
    localStorage.removeItem(place);
    return initial;
  }
};

let current: Preferences | null = null;
export const preferences = (): Preferences => (current ??= read());

export const prefer = (change: Partial<Preferences>): void => {
  current = { ...preferences(), ...change };
  localStorage.setItem(place, JSON.stringify(current));
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
