import { writeFileSync } from 'node:fs';
import { environmentExample } from './example.js';

writeFileSync('.env.example', environmentExample());
