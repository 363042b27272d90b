import type { Locator, Page } from 'playwright-core';

/** The open safety signals, on top of a therapist's or a supervisor's screen. */
export const safetySignals = (page: Page): Locator => page.getByRole('region', { name: 'Safety signals' });
