const place = 'hearth.emergency-number';

/** Where the programme has not said otherwise. */
export const USUAL_EMERGENCY_NUMBER = '911';

/**
 * Keeps the programme's emergency number on this device, so that help without a network calls the right one. It says
 * nothing about the person, and goes at sign-out all the same. Null forgets it.
 */
export const keepEmergencyNumber = (number: string | null): void => {
  if (number === null) localStorage.removeItem(place);
  else localStorage.setItem(place, number);
};

/** The number that was kept; only what can be dialled is believed. */
export const keptEmergencyNumber = (): string => {
  const kept = localStorage.getItem(place);
  return kept !== null && /^\+?[0-9]{2,15}$/.test(kept) ? kept : USUAL_EMERGENCY_NUMBER;
};
