const place = 'hearth.owed-sign-out';

/** Somebody left this device while the server could not be told: the next visit signs out before anything else. */
export const oweSignOut = (): void => localStorage.setItem(place, 'yes');

export const owesSignOut = (): boolean => localStorage.getItem(place) !== null;

export const settleSignOut = (): void => localStorage.removeItem(place);
