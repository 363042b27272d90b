import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../attendance/canonical.js';
import { REDACTED } from '../event-definition.js';
import { eventDefinitions } from '../registry.js';

const asDefault = z.object({ default: z.unknown() });
const read = async (file: string): Promise<unknown> => {
  const module: unknown = await import(`./${file}.json`, { with: { type: 'json' } });
  return asDefault.parse(module).default;
};

const released = z.record(z.string(), z.string()).parse(await read('released'));
const named = eventDefinitions.map((definition) => ({
  name: `${definition.type}.v${definition.version}`,
  definition,
}));
const hashOf = (schema: z.ZodType): string =>
  sha256Hex(canonicalJson(z.json().parse(z.toJSONSchema(schema))));
const sample = z.strictObject({
  type: z.string(),
  version: z.int(),
  data: z.record(z.string(), z.unknown()),
});

describe('released events', () => {
  it('are all there, and none was taken back', () => {
    expect(named.map(({ name }) => name).sort()).toEqual(Object.keys(released).sort());
  });

  it.each(named)('$name is as it was released', ({ name, definition }) => {
    const hash = hashOf(definition.data);
    if (released[name] !== hash) {
      throw new Error(
        `The schema of ${name} is not the one in golden/released.json. Events of it are stored already: leave it as ` +
          `it was, and add version ${definition.version + 1} with an upcaster. (Its hash is now ${hash}.)`,
      );
    }
  });

  it.each(named)('$name can still be read as it was written', async ({ name, definition }) => {
    const golden = sample.parse(await read(name));
    expect({ type: golden.type, version: golden.version }).toEqual({
      type: definition.type,
      version: definition.version,
    });
    expect(definition.data.parse(golden.data)).toEqual(golden.data);
  });

  it.each(named)('$name can be read when its personal part is gone', async ({ name, definition }) => {
    const { data } = sample.parse(await read(name));
    const shredded = 'personal' in data ? { ...data, personal: REDACTED } : data;
    expect(definition.data.parse(shredded)).toEqual(shredded);
  });
});
