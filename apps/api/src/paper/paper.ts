import PDFDocument from 'pdfkit';
import { fontSets, type FontSet } from './fonts.js';

const MARGIN = 50;
const LINE_GAP = 2;
const PIECES = 2_000;
const INK = '#1d2a30';
const FAINT = '#5b6b73';
const RULE = '#c9d3d8';

type Structure = PDFKit.PDFStructureElement;

export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly width: number;
}

/** A cut of a text that one font can set. */
interface Run {
  readonly text: string;
  readonly set: FontSet;
}

/** Cuts a text into runs, each with the first font that has its letters; what none has is set in the first. */
const runsOf = (text: string): readonly Run[] => {
  const [usual] = fontSets;
  const runs: Run[] = [];
  for (const letter of text) {
    const last = runs.at(-1);
    const point = letter.codePointAt(0) ?? 0;
    const stays = last?.set.covers(point) === true;
    const set = stays ? last.set : (fontSets.find(({ covers }) => covers(point)) ?? usual);
    if (last?.set === set) runs[runs.length - 1] = { text: last.text + letter, set };
    else runs.push({ text: letter, set });
  }
  return runs;
};

/**
 * A tagged PDF: every heading, paragraph and table is named to a screen reader, in reading order. It carries its
 * title and its language.
 */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #root: Structure;
  readonly #whole: Buffer[] = [];
  #pieces: Buffer[] = [];
  readonly #done: Promise<Buffer>;

  constructor(about: { readonly title: string; readonly language: string; readonly madeAt: Date }) {
    this.#document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      pdfVersion: '1.7',
      tagged: true,
      lang: about.language,
      displayTitle: true,
      bufferPages: true,
      // A font that is opened here would be opened again at each use of the same one under its registered name.
      font: '',
      info: { Title: about.title, Creator: 'Hearth', CreationDate: about.madeAt, ModDate: about.madeAt },
    });
    for (const { name, regular, bold } of fontSets) {
      this.#document.registerFont(name, regular);
      this.#document.registerFont(`${name}-bold`, bold);
    }
    this.#document.on('data', (piece: Buffer) => this.#take(piece));
    this.#done = new Promise((resolve, reject) => {
      this.#document.on('end', () => resolve(Buffer.concat([...this.#whole, ...this.#pieces])));
      this.#document.on('error', reject);
    });
    this.#root = this.#document.struct('Document');
    this.#document.addStructure(this.#root);
  }

  heading(level: 1 | 2 | 3, text: string): void {
    const size = { 1: 20, 2: 14, 3: 11 }[level];
    this.#space(level === 1 ? 0 : 10);
    this.#keep(size * 4);
    this.#say(this.#root, `H${level}`, text, { size, bold: true });
    this.#space(3);
  }

  paragraph(text: string, look: { readonly faint?: boolean } = {}): void {
    this.#keep(14);
    this.#say(this.#root, 'P', text, { size: 9.5, faint: look.faint ?? false });
    this.#space(4);
  }

  /** A line between what was said and what comes. */
  rule(): void {
    const document = this.#document;
    this.#space(4);
    document.markContent('Artifact', { type: 'Layout' });
    const { y } = document;
    document
      .moveTo(MARGIN, y)
      .lineTo(document.page.width - MARGIN, y)
      .strokeColor(RULE)
      .stroke();
    document.endMarkedContent();
    this.#space(6);
  }

  /** The first cell of each row is its heading. */
  table(caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const table = this.#document.struct('Table');
    this.#root.add(table);
    this.#keep(60);
    this.#say(table, 'Caption', caption, { size: 9, faint: true });
    this.#space(2);
    this.#row(
      table,
      columns,
      columns.map(({ title }) => title),
      true,
    );
    for (const row of rows) this.#row(table, columns, row, false);
    table.end();
    this.#space(8);
  }

  /**
   * Closes the document.
   * @param footer what stands under each page, from its number and how many there are
   * @param header what stands above each page
   */
  async finish(footer: (page: number, pages: number) => string, header?: string): Promise<Buffer> {
    const document = this.#document;
    const { start, count } = document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      document.switchToPage(page);
      if (header !== undefined) this.#margin('Top', header, 24);
      this.#margin('Bottom', footer(page + 1, count), document.page.height - 34);
    }
    this.#root.end();
    document.end();
    return this.#done;
  }

  /** The document comes line by line; hundreds of thousands of buffers would weigh more than what is in them. */
  #take(piece: Buffer): void {
    this.#pieces.push(piece);
    if (this.#pieces.length < PIECES) return;
    this.#whole.push(Buffer.concat(this.#pieces));
    this.#pieces = [];
  }

  get #width(): number {
    return this.#document.page.width - 2 * MARGIN;
  }

  /** A line beyond the text of the page that is at hand, which no reader takes for a part of it. */
  #margin(edge: 'Top' | 'Bottom', text: string, y: number): void {
    const document = this.#document;
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination', attached: [edge] });
    this.#set(text, { size: 8, faint: true }, MARGIN, y, this.#width);
    document.endMarkedContent();
  }

  #space(points: number): void {
    this.#document.y += points;
  }

  /** Begins another page when what comes would not stand on this one. */
  #keep(height: number): boolean {
    const document = this.#document;
    if (document.y + height <= document.page.height - MARGIN - 10) return false;
    document.addPage();
    document.y = MARGIN;
    return true;
  }

  #say(parent: Structure, tag: string, text: string, look: Look): void {
    const document = this.#document;
    parent.add(document.struct(tag, {}, () => this.#set(text, look, MARGIN, document.y, this.#width)));
  }

  #row(table: Structure, columns: readonly Column[], cells: readonly string[], isHead: boolean): void {
    const document = this.#document;
    const look: Look = { size: 8.5, bold: isHead };
    const total = columns.reduce((sum, { width }) => sum + width, 0);
    const widths = columns.map(({ width }) => (width / total) * this.#width);
    const heights = cells.map((cell, index) => this.#heightOf(cell, look, (widths[index] ?? 0) - 6));
    const height = Math.max(...heights) + 5;
    this.#keep(height);
    const top = document.y;
    const row = document.struct('TR');
    table.add(row);
    let x = MARGIN;
    cells.forEach((cell, index) => {
      const left = x;
      const width = (widths[index] ?? 0) - 6;
      const isHeading = isHead || index === 0;
      // The scope is what lets a reader name a cell's heading; the library's types do not know it yet.
      const options = { title: '', ...(isHeading ? { scope: isHead ? 'Column' : 'Row' } : {}) };
      row.add(
        document.struct(isHeading ? 'TH' : 'TD', options, () =>
          this.#set(cell, { ...look, bold: isHead }, left, top, width),
        ),
      );
      x += widths[index] ?? 0;
    });
    row.end();
    document.markContent('Artifact', { type: 'Layout' });
    const under = top + height - 3;
    document
      .moveTo(MARGIN, under)
      .lineTo(MARGIN + this.#width, under)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
    document.endMarkedContent();
    document.x = MARGIN;
    document.y = top + height;
  }

  #heightOf(text: string, { size, bold }: Look, width: number): number {
    const [usual] = fontSets;
    this.#document.font(bold === true ? `${usual.name}-bold` : usual.name).fontSize(size);
    return this.#document.heightOfString(text === '' ? ' ' : text, { width, lineGap: LINE_GAP });
  }

  #set(text: string, { size, bold, faint }: Look, x: number, y: number, width: number): void {
    const document = this.#document;
    document.fontSize(size).fillColor(faint === true ? FAINT : INK);
    const runs = runsOf(text === '' ? ' ' : text);
    runs.forEach((run, index) => {
      document.font(bold === true ? `${run.set.name}-bold` : run.set.name);
      const options = { width, lineGap: LINE_GAP, continued: index < runs.length - 1 };
      if (index === 0) document.text(run.text, x, y, options);
      else document.text(run.text, options);
    });
    document.x = MARGIN;
  }
}

interface Look {
  readonly size: number;
  readonly bold?: boolean;
  readonly faint?: boolean;
}
