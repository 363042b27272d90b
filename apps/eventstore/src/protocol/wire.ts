/** A message that is not protobuf's wire format; gRPC answers it with INTERNAL. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;
/** Bytes of the longest varint. */
const MAX_VARINT = 10;

/**
 * Reads the fields of one message, in the order in which they come, without making an object for each as the
 * generated code does. What it gives are views into the bytes that it was given.
 */
export class WireReader {
  private type = VARINT;

  constructor(
    private readonly buffer: Buffer,
    private at = 0,
    private readonly end = buffer.length,
  ) {}

  /** Number of the next field, 0 when there is none. Its value must be read, or left out with `skip`. */
  field(): number {
    if (this.at >= this.end) return 0;
    const tag = this.rawVarint();
    this.type = tag % 8;
    const number = Math.floor(tag / 8);
    if (number === 0 || number > 0x1fffffff) throw new WireError('a field without a number');
    return number;
  }

  /** An unsigned number; above 2^53 only about right. */
  varint(): number {
    this.expect(VARINT);
    return this.rawVarint();
  }

  /** A number that may be negative; above 2^53 only about right. */
  signed(): number {
    this.expect(VARINT);
    const start = this.at;
    const value = this.rawVarint();
    if (value < 2 ** 63) return value;
    this.at = start;
    return Number(BigInt.asIntN(64, this.bits()));
  }

  /** The 64 bits of a number, whatever they mean. */
  bits(): bigint {
    this.expect(VARINT);
    const start = this.at;
    this.rawVarint();
    let value = 0n;
    for (let at = this.at - 1; at >= start; at--)
      value = (value << 7n) | BigInt((this.buffer[at] ?? 0) & 0x7f);
    return BigInt.asUintN(64, value);
  }

  bytes(): Buffer {
    const start = this.delimited();
    return this.buffer.subarray(start, this.at);
  }

  text(): string {
    const start = this.delimited();
    return this.buffer.toString('utf8', start, this.at);
  }

  /** The message in this field. */
  message(): WireReader {
    const start = this.delimited();
    return new WireReader(this.buffer, start, this.at);
  }

  skip(): void {
    switch (this.type) {
      case VARINT:
        this.rawVarint();
        return;
      case FIXED_64:
        return this.advance(8);
      case LENGTH_DELIMITED:
        this.delimited();
        return;
      case FIXED_32:
        return this.advance(4);
      default:
        throw new WireError(`a field of type ${this.type}`);
    }
  }

  private expect(type: number): void {
    if (this.type !== type) throw new WireError(`a field of type ${this.type} where ${type} should be`);
  }

  /** Goes behind a field that says its length, and gives where its content begins. */
  private delimited(): number {
    this.expect(LENGTH_DELIMITED);
    const length = this.rawVarint();
    const start = this.at;
    this.advance(length);
    return start;
  }

  private advance(length: number): void {
    if (length > this.end - this.at) throw new WireError('a field that is longer than its message');
    this.at += length;
  }

  private rawVarint(): number {
    let value = 0;
    let scale = 1;
    for (let n = 0; n < MAX_VARINT && this.at < this.end; n++) {
      const byte = this.buffer[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError('a number that does not end');
  }
}

/** Bytes that a number takes as a varint. */
export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
}

/** Writes a tag and a number: a varint field, or the length of what follows. Returns where it ends. */
export function writeTagged(out: Buffer, start: number, tag: number, value: number): number {
  let at = start;
  out[at++] = tag;
  let rest = value;
  while (rest >= 128) {
    out[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  out[at++] = rest;
  return at;
}

/** Writes a tag, the length, and the bytes. Returns where they end. */
export function writeBytes(out: Buffer, start: number, tag: number, bytes: Uint8Array): number {
  const at = writeTagged(out, start, tag, bytes.length);
  out.set(bytes, at);
  return at + bytes.length;
}
