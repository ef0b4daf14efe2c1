import { screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import { openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
afterEach(() => test.close());

it('every message lies in one live region, which is there before it', async () => {
  test = await openWindow();
  const live = '[aria-live], [role=alert], [role=status], [role=log]';
  const messages = screen.getByRole('region', { name: 'Messages' });
  const before = new Set(messages.querySelectorAll('[aria-live]'));
  test.bench.notices.done('Done.');
  test.bench.notices.warning('Take care.');
  test.bench.notices.error(new Error('It failed.'));
  for (const text of ['Done.', 'Take care.', 'It failed.']) {
    const regions: Element[] = [];
    for (
      let at: Element | null = await screen.findByText(text);
      at && messages.contains(at);
      at = at.parentElement
    )
      if (at.matches(live)) regions.push(at);
    expect(regions, text).toHaveLength(1);
    // An alert is read as it comes; another region must have been there.
    expect(regions[0]!.matches('[role=alert]') || before.has(regions[0]!), text).toBe(true);
  }
  expect(messages.closest('[aria-live]')).toBeNull();
});
