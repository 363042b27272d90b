import { createHmac } from 'node:crypto';

/**
 * The token that lets a new installation be set up (`POST /api/setup`), and lets the demo lay down history at past
 * moments. Derived from `HEARTH_SECRET`, so that whoever runs the processes has it and nobody else.
 */
export const setupToken = (hearthSecret: string): string =>
  createHmac('sha256', hearthSecret).update('hearth/setup-token/1').digest('base64url');
