import { dotsOf, GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs.js';

/** How a simulated person's picture looks: colours that drift, and their initials in dots. Nobody is imitated. */
export interface Look {
  readonly initials: string;
  /** Place on the colour wheel, 0 to 1. */
  readonly hue: number;
}

interface Colour {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** A soft colour in YUV (BT.601). */
export const softColour = (hue: number, light: number): Colour => {
  const angle = hue * 2 * Math.PI;
  const strength = 24;
  return {
    y: clamp(255 * light),
    u: clamp(128 + strength * Math.cos(angle)),
    v: clamp(128 + strength * Math.sin(angle)),
  };
};

/**
 * Draws one person's picture, frame by frame, as I420. The buffer is reused: what `frame` answers is valid until it
 * is called again.
 */
export class Picture {
  readonly #data: Uint8Array;
  /** Distance of each pixel from the middle, in tenths of the half height. */
  readonly #distance: Uint8Array;
  /** How much of the initials covers each pixel, 0 to 255. */
  readonly #letters: Uint8Array;

  constructor(
    private readonly look: Look,
    readonly width: number,
    readonly height: number,
  ) {
    if (width % 2 !== 0 || height % 2 !== 0) throw new RangeError('I420 needs even sides');
    this.#data = new Uint8Array((width * height * 3) / 2);
    this.#distance = distances(width, height);
    this.#letters = letters(look.initials, width, height);
    this.#drawColours();
  }

  /** The picture at a moment (ms); while the person speaks, a ring around the initials swells. */
  frame(at: number, speaking: boolean): Uint8Array {
    const { width, height } = this;
    const drift = (at / 9_000) * 2 * Math.PI;
    const across = Math.round(Math.cos(drift) * 90);
    const down = Math.round(Math.sin(drift) * 90);
    const breath = Math.sin(at / (speaking ? 260 : 1_700));
    const ring = Math.round((speaking ? 190 : 170) + breath * (speaking ? 16 : 6));
    const thickness = speaking ? 14 : 5;
    for (let y = 0, pixel = 0; y < height; y += 1) {
      const rowLight = 112 + Math.floor((down * (y * 2 - height)) / (height * 3));
      for (let x = 0; x < width; x += 1, pixel += 1) {
        let light = rowLight + Math.floor((across * (x * 2 - width)) / (width * 3));
        const off = Math.abs((this.#distance[pixel] ?? 255) - ring);
        if (off < thickness) light += ((thickness - off) * 55) / thickness;
        const letter = this.#letters[pixel] ?? 0;
        this.#data[pixel] = letter === 0 ? light : light + ((226 - light) * letter) / 255;
      }
    }
    return this.#data;
  }

  /** Two neighbouring colours that run into each other; they stay, while light moves over them. */
  #drawColours(): void {
    const [columns, lines] = [this.width / 2, this.height / 2];
    const [from, to] = [softColour(this.look.hue, 0.5), softColour(this.look.hue + 0.12, 0.5)];
    const planeU = this.width * this.height;
    const planeV = planeU + columns * lines;
    for (let y = 0; y < lines; y += 1) {
      for (let x = 0; x < columns; x += 1) {
        const part = (x / columns + y / lines) / 2;
        this.#data[planeU + y * columns + x] = from.u + (to.u - from.u) * part;
        this.#data[planeV + y * columns + x] = from.v + (to.v - from.v) * part;
      }
    }
  }
}

const distances = (width: number, height: number): Uint8Array => {
  const field = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const away = Math.hypot(x - width / 2, y - height / 2) / (height / 2);
      field[y * width + x] = Math.min(255, Math.round(away * 250));
    }
  }
  return field;
};

/** Round dots, with an edge of one pixel that is soft. */
const letters = (initials: string, width: number, height: number): Uint8Array => {
  const field = new Uint8Array(width * height);
  const columns = Math.max(1, initials.length) * (GLYPH_WIDTH + 1) - 1;
  const step = Math.min(height / 24, width / (columns + 8));
  const left = width / 2 - ((columns - 1) * step) / 2;
  const top = height / 2 - ((GLYPH_HEIGHT - 1) * step) / 2;
  const radius = step * 0.48;
  for (const dot of dotsOf(initials)) {
    const [centreX, centreY] = [left + dot.x * step, top + dot.y * step];
    for (let y = Math.floor(centreY - radius - 1); y <= centreY + radius + 1; y += 1) {
      for (let x = Math.floor(centreX - radius - 1); x <= centreX + radius + 1; x += 1) {
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const cover = clamp(255 * (radius + 0.5 - Math.hypot(x - centreX, y - centreY)));
        field[y * width + x] = Math.max(field[y * width + x] ?? 0, cover);
      }
    }
  }
  return field;
};
