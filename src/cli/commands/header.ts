import type { Card } from '../../core/fits/index.ts';
import { PRIORITY } from '../../engine/index.ts';
import { withFile } from '../session.ts';
import { plainText, printJson } from '../output.ts';

const PAGE = 2000;

/** `asterism header`: the cards of an HDU. */
export async function header(argument: string, options: { readonly json?: boolean }): Promise<void> {
  await withFile(argument, async ({ parts, open, anyHdu }) => {
    const hdu = anyHdu();
    const cards: Card[] = [];
    for (let total = Infinity; cards.length < total;) {
      const job = { file: open.data, hdu, start: cards.length, count: PAGE };
      const page = await parts.pool.run('header', job, PRIORITY.asked);
      total = page.total;
      cards.push(...page.cards);
      if (page.cards.length === 0) break;
    }
    if (options.json)
      printJson({
        hdu: hdu.index,
        cards: cards.map(({ keyword, value, comment }) => ({ keyword, value, comment })),
      });
    else for (const card of cards) process.stdout.write(`${plainText(card.text).trimEnd()}\n`);
  });
}
