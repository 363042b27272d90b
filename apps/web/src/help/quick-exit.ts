/** An everyday page that says nothing about the person who looks at it. */
const ELSEWHERE = 'https://www.weather.gov/';

/**
 * Leaves Hearth at once. The address replaces this one, so that "back" does not return here; `vanish` signs out and
 * clears this device meanwhile.
 */
export const leaveQuickly = (
  vanish: () => void,
  go: (address: string) => void = (address) => window.location.replace(address),
): void => {
  vanish();
  go(navigator.onLine ? ELSEWHERE : 'about:blank');
};
