/** Why a camera or microphone cannot be had. The words are under `devices:trouble`. */
export type MediaTrouble =
  | 'denied'
  | 'denied-by-system'
  | 'none'
  | 'in-use'
  | 'unplugged'
  | 'not-matching'
  | 'insecure'
  | 'not-allowed-here'
  | 'unknown';

const nameOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';

/** Reads what `getUserMedia` and its relatives throw. */
export const mediaTroubleOf = (error: unknown): MediaTrouble => {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return /system/i.test(messageOf(error)) ? 'denied-by-system' : 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
      return 'none';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'OverconstrainedError':
      return 'not-matching';
    case 'DeviceUnsupportedError':
    case 'TypeError':
      return typeof navigator !== 'undefined' && navigator.mediaDevices === undefined
        ? 'insecure'
        : 'unknown';
    case 'PublishTrackError':
    case 'TrackInvalidError':
      return 'not-allowed-here';
    default:
      return 'unknown';
  }
};
