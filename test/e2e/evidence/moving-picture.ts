import { participantIdentity, type PersonRef } from '@hearth/domain';
import type { Page } from 'playwright-core';

/**
 * Waits until this page shows the moving picture of a person: the `video` in their tile plays on, and what it shows
 * is not what it showed before.
 */
export const seesMovingPictureOf = async (
  page: Page,
  sessionId: string,
  person: PersonRef,
): Promise<void> => {
  const tile = `[data-identity="${participantIdentity(sessionId, person)}"] video`;
  await page.locator(tile).waitFor({ timeout: 60_000 });
  // An expression, evaluated over the protocol: the page's content security policy forbids functions made of text.
  await page.evaluate(`new Promise((resolve) => {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    const context = canvas.getContext('2d');
    let before = null;
    const look = () => {
      const video = document.querySelector(${JSON.stringify(tile)});
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
