// Writes docs/rule-pack.schema.json from the schema in the code. Needs a build (`npm run build:server`).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packJsonSchema } from '../../dist/libs/domain/src/compliance/json-schema.js';

const file = join(import.meta.dirname, '../../docs/rule-pack.schema.json');
writeFileSync(file, `${JSON.stringify(packJsonSchema(), null, 2)}\n`);
