import { z } from 'zod';
import { rulePack } from './rule-pack.js';

/** The shape of a rule pack for editors and other programs: `docs/rule-pack.schema.json`. */
export const packJsonSchema = (): unknown => ({
  ...(z.json().parse(z.toJSONSchema(rulePack, { io: 'input' })) as Record<string, unknown>),
  title: 'Rule pack of Hearth',
});
