import { inflateSync } from 'node:zlib';

/** Objects by their number, as far as a document of pdfkit has them: what stands between `obj` and `endobj`. */
const objectsOf = (pdf: Buffer): ReadonlyMap<string, string> => {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, number = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const start = body.indexOf('stream\n');
    if (start < 0 || !body.includes('/FlateDecode')) {
      objects.set(number, body);
      continue;
    }
    const length = Number(/\/Length (\d+)/.exec(body)?.[1]);
    const from = start + 'stream\n'.length;
    const stream = inflateSync(Buffer.from(body.slice(from, from + length), 'latin1'));
    objects.set(number, `${body.slice(0, start)}stream\n${stream.toString('latin1')}`);
  }
  return objects;
};

const utf16 = (hex: string): string =>
  String.fromCharCode(...(hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

/** What a reader copies for each glyph of a font. */
const lettersOf = (cmap: string): ReadonlyMap<number, string> => {
  const letters = new Map<number, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, hex = ''], index) =>
      letters.set(parseInt(first, 16) + index, utf16(hex)),
    );
  }
  return letters;
};

/**
 * What somebody who selects the text of a document gets, page by page.
 * @param pdf as pdfkit writes it
 */
export const textOfPdf = (pdf: Buffer): readonly string[] => {
  const objects = objectsOf(pdf);
  const at = (reference: string | undefined): string => objects.get(reference ?? '') ?? '';
  const named = (body: string, name: string): string | undefined =>
    new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1];
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  return pages.map((page) => {
    const resources = at(named(page, 'Resources'));
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, font = '', number]) => [
        font,
        lettersOf(at(named(at(number), 'ToUnicode'))),
      ]),
    );
    let letters: ReadonlyMap<number, string> = new Map();
    let text = '';
    for (const [, font, shown] of at(named(page, 'Contents')).matchAll(
      /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g,
    )) {
      if (font !== undefined) letters = fonts.get(font) ?? new Map();
      const glyphs = [...(shown ?? '').matchAll(/<(\w+)>/g)].flatMap(
        ([, hex = '']) => hex.match(/.{4}/g) ?? [],
      );
      text += glyphs.map((glyph) => letters.get(parseInt(glyph, 16)) ?? '\uFFFD').join('');
      if (shown !== undefined) text += ' ';
    }
    return text;
  });
};
