import type { sharedPb } from './stubs.js';

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Text form of 16 bytes. */
export function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 16 bytes of a UUID in either of the protocol's forms; undefined when it is not one. */
export function uuidBytes(id: sharedPb.UUID | undefined): Buffer | undefined {
  if (id === undefined) return undefined;
  const structured = id.getStructured();
  if (structured) {
    const bytes = Buffer.alloc(16);
    bytes.writeBigInt64BE(BigInt(structured.getMostSignificantBits()), 0);
    bytes.writeBigInt64BE(BigInt(structured.getLeastSignificantBits()), 8);
    return bytes;
  }
  return uuidBytesOf(id.getString());
}

/** 16 bytes of a UUID's text; undefined when it is not one. */
export function uuidBytesOf(text: string): Buffer | undefined {
  return PATTERN.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : undefined;
}
