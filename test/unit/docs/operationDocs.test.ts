import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { operationPage } from '../../../scripts/operationPage.ts';
import { OPERATIONS } from '../../../src/core/operations/index.ts';

const file = fileURLToPath(new URL('../../../docs/operations.md', import.meta.url));

describe('the reference page of the operations', () => {
  it('is current; else run node scripts/operationDocs.mjs', async () => {
    const options = { ...(await resolveConfig(file)), parser: 'markdown' };
    const made = await format(operationPage(), options);
    expect(readFileSync(file, 'utf8') === made).toBe(true);
  });

  it('has every operation, once', () => {
    const headings = [...operationPage().matchAll(/^### .*\(([a-z0-9-]+)\)$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual([...OPERATIONS.keys()].sort());
  });

  it('links to headings that are there', () => {
    const page = operationPage();
    const anchors = new Set(
      [...page.matchAll(/^##+ (.*)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor!);
    expect(links.length).toBeGreaterThan(OPERATIONS.size);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
