import { AppError } from '../../core/errors/index.ts';
import { hasPixels, type Hdu } from '../../core/fits/index.ts';
import { hduStatistics, PRIORITY, silentWork, unreadable, type HduStatistics } from '../../engine/index.ts';
import type { VerifyReport } from '../../shared/index.ts';
import { plainText, printJson, printTable } from '../output.ts';
import { reportWarnings } from '../report.ts';
import { openImages, withParts, type Session } from '../session.ts';
import { tableInfo } from '../tableInfo.ts';

interface HduInfo {
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly naxis: readonly number[];
  readonly bitpix: number;
  readonly rows?: number;
  readonly columns?: readonly { name: string; unit: string | null; form: string }[];
  readonly stats?: HduStatistics;
  readonly compression?: string;
}

/** `asterism info`: every HDU, with statistics of the images; of a file that is no FITS file its tables. */
export async function info(
  argument: string,
  options: { readonly json?: boolean; readonly stats: boolean; readonly verify?: boolean },
): Promise<void> {
  await withParts(argument, async (opened) => {
    if (await tableInfo(opened, options)) return;
    const session = await openImages(opened);
    const { open } = session;
    if (options.verify && open.format === 'picture')
      throw new AppError('not-supported', 'The second reader reads FITS files alone.', {
        remedy: 'Leave --verify out.',
      });
    const hdus: HduInfo[] = [];
    for (const hdu of open.hdus) hdus.push(await describe(session, hdu, options.stats));
    const verify = options.verify ? await secondOpinion(session) : undefined;
    if (options.json)
      printJson({
        file: open.chosen.name,
        bytes: open.file.bytes,
        ...(open.format === 'picture' ? { format: open.format } : {}),
        hdus,
        ...(verify ? { verify } : {}),
      });
    else printInfo(hdus, verify);
  });
}

async function describe(session: Session, hdu: Hdu, withStats: boolean): Promise<HduInfo> {
  const readable = hasPixels(hdu) && unreadable(hdu) === null;
  if (hasPixels(hdu) && !readable && withStats)
    reportWarnings(session.file, [{ code: 'no-statistics', message: `No statistics: ${unreadable(hdu)}` }]);
  // For what it warns of: a sky that cannot be worked out, say.
  if (readable) await session.source(hdu);
  return {
    index: hdu.index,
    name: hdu.name,
    type: hdu.type,
    naxis: hdu.naxis,
    bitpix: hdu.bitpix,
    ...(hdu.rows === undefined ? {} : { rows: hdu.rows }),
    ...(hdu.columns ? { columns: hdu.columns } : {}),
    ...(hdu.compression ? { compression: hdu.compression.algorithm } : {}),
    ...(readable && withStats
      ? { stats: await hduStatistics(session.parts.pool, session.open.data, hdu, silentWork()) }
      : {}),
  };
}

function secondOpinion({ parts, open }: Session): Promise<VerifyReport> {
  const job = { file: open.file, hdus: open.hdus, control: silentWork().control };
  return parts.pool.run('verify', job, PRIORITY.background);
}

function printInfo(hdus: readonly HduInfo[], verify: VerifyReport | undefined): void {
  const rows = [['hdu', 'name', 'type', 'bitpix', 'size', 'min', 'max', 'mean', 'std', 'nan']];
  for (const hdu of hdus) {
    const size = hdu.rows === undefined ? hdu.naxis.join(' x ') : `${hdu.rows} rows`;
    const { stats } = hdu;
    const figures = stats ? [stats.min, stats.max, stats.mean, stats.std, stats.nan].map(shortFigure) : [];
    rows.push([String(hdu.index), plainText(hdu.name), hdu.type, String(hdu.bitpix), size, ...figures]);
  }
  printTable(rows);
  for (const hdu of hdus)
    for (const column of hdu.columns ?? [])
      process.stdout.write(
        `  hdu ${hdu.index} column ${plainText(column.name)} ${plainText(column.form)} ${plainText(column.unit ?? '')}\n`,
      );
  if (!verify) return;
  process.stdout.write(`second reader: ${verify.agrees ? 'agrees' : 'differs'}\n`);
  for (const { message } of verify.hdus) process.stdout.write(`  ${plainText(message)}\n`);
}

function shortFigure(value: number | bigint): string {
  return typeof value === 'bigint' || Number.isInteger(value)
    ? String(value)
    : String(Number(value.toPrecision(7)));
}
