import type { Locator } from 'playwright-core';
import { expect, vi } from 'vitest';

const SOON = { timeout: 30_000, interval: 50 };

/** Checks again and again until it holds: the window shows what it was asked for a little later. */
export function soon(check: () => Promise<void>): Promise<void> {
  return vi.waitFor(check, SOON);
}

/** A text without the thin spaces between thousands, every other space a plain one. */
export async function textOf(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? '').replaceAll(/[\u2009\u202f]/g, '').replace(/\s+/g, ' ');
}

export function says(locator: Locator, text: RegExp): Promise<void> {
  return soon(async () => expect(await textOf(locator)).toMatch(text));
}
