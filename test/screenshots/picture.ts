import type { Browser } from 'playwright-core';
import { z } from 'zod';

/** A page that loads them all at once should not have to wait for them. */
const MOST_BYTES = 200_000;
/** The first is without any loss, which drawn screens often can afford; moving pictures cannot. */
const QUALITIES = [1, 0.92, 0.85, 0.75, 0.6] as const;

const encoded = z.string().min(1);

/**
 * A picture of a screen as small as it has to be, as WebP: the browser that took it encodes it.
 * @param png what was photographed
 */
export const asWebp = async (browser: Browser, png: Buffer): Promise<Buffer> => {
  const page = await browser.newPage();
  try {
    const source = `data:image/png;base64,${png.toString('base64')}`;
    let smallest = png;
    for (const quality of QUALITIES) {
      const base64 = await page.evaluate(`(async () => {
        const picture = await createImageBitmap(await (await fetch(${JSON.stringify(source)})).blob());
        const canvas = document.createElement('canvas');
        canvas.width = picture.width;
        canvas.height = picture.height;
        canvas.getContext('2d').drawImage(picture, 0, 0);
        return canvas.toDataURL('image/webp', ${quality}).split(',')[1];
      })()`);
      smallest = Buffer.from(encoded.parse(base64), 'base64');
      if (smallest.length <= MOST_BYTES) return smallest;
    }
    throw new Error(`the smallest that a picture comes to is ${smallest.length} bytes`);
  } finally {
    await page.close();
  }
};
