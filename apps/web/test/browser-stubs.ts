import '@testing-library/jest-dom/jest-globals';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from '@jest/globals';

// A limit for what never comes; a slow machine may take its time for what does.
configure({ asyncUtilTimeout: 20_000 });

// What Mantine asks of a browser and jsdom has not. Whoever wants no motion sees what opens at once, so that no spec can
// look at a dialog on its way in.
const matchMedia = (query: string): MediaQueryList =>
  Object.assign(new EventTarget(), {
    matches: query.includes('prefers-reduced-motion'),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

class QuietObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): never[] {
    return [];
  }
}

/** As much of a response as the router needs to carry a redirect. */
class BareResponse {
  readonly status: number;
  readonly headers: Headers;
  constructor(_body: null, init: { status?: number; headers?: Headers } = {}) {
    this.status = init.status ?? 200;
    this.headers = init.headers ?? new Headers();
  }
}

Object.assign(window, {
  Response: BareResponse,
  matchMedia,
  ResizeObserver: QuietObserver,
  IntersectionObserver: QuietObserver,
  scrollTo: () => undefined,
});
Object.assign(window.HTMLElement.prototype, {
  scrollIntoView: () => undefined,
  // As much of it as inline styles say.
  checkVisibility(this: HTMLElement) {
    return this.closest('[style*="display: none"]') === null;
  },
});
// axe asks for a canvas to look at icons; there is none, and colours are measured in a real browser.
Object.assign(window.HTMLCanvasElement.prototype, { getContext: () => null });

// A text field that grows asks whether its font has arrived.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
