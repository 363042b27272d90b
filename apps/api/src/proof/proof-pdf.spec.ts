import { describe, expect, it } from '@jest/globals';
import type { AttendanceProof } from '@hearth/domain';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textOfPdf } from '../testing/text-of-pdf.js';
import { proofPdf } from './proof-pdf.js';
import type { Locale } from './words.js';

const golden = async (name: string): Promise<AttendanceProof> => {
  const path = join(import.meta.dirname, '../../../verifier/golden', `${name}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as AttendanceProof;
};

const textOf = async (name: string, locale: Locale): Promise<string> => {
  const reading = {
    locale,
    programmeTitle: 'Evening program',
    nameOf: () => null,
    titleOf: () => 'Process group',
  };
  return textOfPdf(await proofPdf(await golden(name), reading))
    .join('')
    .replace(/\s/g, '');
};

describe('the paper of a proof', () => {
  it.each([
    ['en', 'butnotthoseofaremoval', 'Shortgap,bridgedbypolicy', 'Gapafteraremoval,notbridged'],
    [
      'es',
      'peronolasdeunaretirada',
      'Pausabreve,cubiertaporlapolítica',
      'Pausadespuésdeunaretirada,nocubierta',
    ],
  ] as const)('says in %s which gap followed a removal, and what that means', async (locale, ...words) => {
    const text = await textOf('rules-3', locale);
    for (const each of words) expect([each, text.includes(each)]).toEqual([each, true]);
  });

  it('promises of a seal under former rules only what held then', async () => {
    const text = await textOf('rules-2', 'en');
    expect(text).toContain('Gap,longerthanthepolicybridges');
    expect(text).not.toContain('removal');
  });
});
