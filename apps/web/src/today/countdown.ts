const MINUTE = 60_000;

/** How far away a start is, in the unit that a person would say. */
export type Countdown =
  | { readonly unit: 'now' }
  | { readonly unit: 'running'; readonly minutes: number }
  | { readonly unit: 'minutes'; readonly minutes: number }
  | { readonly unit: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly unit: 'days' };

/** Minutes are rounded up before the start: "in 1 minute" until it begins. */
export const countdownTo = (startsAt: number, now: number): Countdown => {
  const left = startsAt - now;
  if (left <= -MINUTE) return { unit: 'running', minutes: Math.floor(-left / MINUTE) };
  if (left <= 0) return { unit: 'now' };
  const minutes = Math.ceil(left / MINUTE);
  if (minutes < 60) return { unit: 'minutes', minutes };
  if (minutes < 12 * 60) return { unit: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return { unit: 'days' };
};
