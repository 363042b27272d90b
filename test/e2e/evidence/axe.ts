import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const findings = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), help: z.string(), nodes: z.array(z.string()) }),
);

/** What axe finds wrong with the page as it stands: rules of WCAG 2.2 A and AA and best practices. */
export const axeFindings = async (page: Page): Promise<z.infer<typeof findings>> => {
  // Injected through the protocol, so that the page's content security policy stays as it is for everybody.
  await page.evaluate(await source);
  const raw: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((each) => ({
      id: each.id, impact: each.impact ?? null, help: each.help, nodes: each.nodes.map((node) => node.html.slice(0, 200)),
    })))`,
  );
  return findings.parse(raw);
};
