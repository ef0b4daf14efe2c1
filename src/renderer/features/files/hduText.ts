import type { HduSummary } from '../../../shared/index.ts';

/** What an HDU is called: EXTNAME with its version where there are several, or PRIMARY. */
export function hduName(hdu: HduSummary): string {
  const name = hdu.name === '' ? (hdu.index === 0 ? 'PRIMARY' : '(no name)') : hdu.name;
  return hdu.extver > 1 ? `${name}, ${hdu.extver}` : name;
}

/** What an HDU holds, in a few characters. */
export function describeHdu(hdu: HduSummary): string {
  if (hdu.naxis.length === 0 || hdu.type === 'empty') return 'empty';
  if (hdu.type === 'table' || hdu.type === 'bintable') return `table, ${hdu.naxis[1] ?? 0} rows`;
  return hdu.naxis.join(' × ');
}
