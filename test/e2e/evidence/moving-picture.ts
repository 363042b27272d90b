import { participantIdentity, type PersonRef } from '@hearth/domain';
import type { Page } from 'playwright-core';

/** Waits until what a `video` shows plays on, and is not what it showed before. */
const moves = async (page: Page, selector: string): Promise<void> => {
  await page.locator(selector).waitFor({ timeout: 60_000 });
  // An expression, evaluated over the protocol: the page's content security policy forbids functions made of text.
  await page.evaluate(`new Promise((resolve) => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    const context = canvas.getContext('2d');
    let before = null;
    const look = () => {
      const video = document.querySelector(${JSON.stringify(selector)});
      if (video !== null && video.videoWidth > 0) {
        context.drawImage(video, 0, 0, 64, 48);
        const now = { at: video.currentTime, frame: context.getImageData(0, 0, 64, 48).data.join(',') };
        if (before !== null && now.at > before.at && now.frame !== before.frame) return resolve(true);
        before ??= now;
      }
      requestAnimationFrame(look);
    };
    look();
  })`);
};

/** Waits until this page shows the moving picture of a person. */
export const seesMovingPictureOf = (page: Page, sessionId: string, person: PersonRef): Promise<void> =>
  moves(page, `[data-identity="${participantIdentity(sessionId, person)}"] video`);

/** Waits until this page shows what somebody does on their screen. */
export const seesMovingScreen = async (page: Page, name: string): Promise<void> => {
  await page.getByText(`Screen of ${name}`).waitFor();
  await moves(page, 'figure video');
};
