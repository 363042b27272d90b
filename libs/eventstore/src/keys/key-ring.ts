/** The key that encrypts one subject's personal data: 32 bytes. */
export interface DataKey {
  readonly keyId: string;
  readonly secret: Uint8Array;
}

/** The key ring did not answer. Nothing may be written or taken for redacted because of that; try again. */
export class KeyRingUnavailable extends Error {
  override readonly name = 'KeyRingUnavailable';
}

/** Keeps a data key for each subject: a patient, a family member, a person on the staff. */
export interface KeyRing {
  /**
   * The subject's key, made if there is none.
   * @throws KeyRingUnavailable
   */
  keyFor(subject: string): Promise<DataKey>;
  /**
   * The subject's key, or null when it was never made or has been dropped.
   * @throws KeyRingUnavailable
   */
  existing(subject: string): Promise<DataKey | null>;
  /**
   * Destroys the subject's key: what it encrypted cannot be read any more, anywhere, ever.
   * @throws KeyRingUnavailable
   */
  drop(subject: string): Promise<void>;
}
