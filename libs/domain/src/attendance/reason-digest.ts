import { sha256Hex } from './canonical.js';

/** Lets a reason be checked by whoever knows it and its salt, and be guessed by nobody. */
export const reasonDigest = (reason: string, salt: string): string => sha256Hex(`${salt}:${reason.trim()}`);
