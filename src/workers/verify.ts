import { AppError } from '../core/errors/index.ts';
import { hasPixels, hduLabel, imageShape, type Hdu } from '../core/fits/index.ts';
import type { PixelArray } from '../core/reduce/index.ts';
import { isCancelled, type JobControl, type JobInput, type JobOutput } from '../shared/jobs.ts';
import { filePlane, type FileIdentity } from '../shared/planes.ts';
import type { VerifyReport } from '../shared/index.ts';
import { openWithSecondReader, type SecondFile, type SecondImage, type SecondPlane } from './secondReader.ts';
import { readRectangle } from './tile.ts';

type HduReport = VerifyReport['hdus'][number];

/** The second reader takes an image whole, and copies it: larger ones are not given to it. */
const MAX_IMAGE_BYTES = 2 ** 30;

/** Reads a file again with the second reader, and says where it differs from our own. */
export async function verifyFile({ file, hdus, control }: JobInput<'verify'>): Promise<JobOutput<'verify'>> {
  let second: SecondFile;
  try {
    second = await openWithSecondReader(file.path);
  } catch (error) {
    const message = `The second reader cannot open the file: ${reason(error)}`;
    return { agrees: false, hdus: [{ index: 0, agrees: false, message }] };
  }
  const reports: HduReport[] = [];
  if (second.hdus.length !== hdus.length) {
    const message = `The second reader counts ${second.hdus.length} HDUs, Asterism ${hdus.length}.`;
    reports.push({ index: Math.min(second.hdus.length, hdus.length), agrees: false, message });
  }
  for (const hdu of hdus) {
    if (!hasPixels(hdu) || hdu.problem || hdu.compression) continue;
    const other = second.hdus[hdu.index];
    if (other === undefined) continue;
    reports.push(await compareHdu(file, hdu, other, control));
  }
  return { agrees: reports.every((report) => report.agrees), hdus: reports };
}

async function compareHdu(
  file: FileIdentity,
  hdu: Hdu,
  other: SecondImage | null,
  control: JobControl,
): Promise<HduReport> {
  const report = (agrees: boolean, message: string): HduReport => ({ index: hdu.index, agrees, message });
  const label = hduLabel(hdu);
  if (!other) return report(false, `${label}: the second reader finds no image there.`);
  const { width, height, planes } = imageShape(hdu);
  if (other.width !== width || other.height !== height)
    return report(
      false,
      `${label}: ${width} x ${height} here, ${other.width} x ${other.height} to the second reader.`,
    );
  if (hdu.dataBytes > MAX_IMAGE_BYTES)
    return report(true, `${label}: not compared; the second reader takes images up to 1 GiB.`);
  let compared = 0;
  for (let plane = 0; plane < planes; plane++) {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
    let theirs: SecondPlane;
    try {
      theirs = await other.readPlane(plane);
    } catch (error) {
      return report(false, `${label}: the second reader cannot read plane ${plane + 1}: ${reason(error)}`);
    }
    const ours = readRectangle(filePlane(file, hdu, plane + 1), 0, 0, width, height);
    const difference = firstDifference(ours, theirs);
    if (difference) return report(false, `${label}: ${describe(difference, ours, theirs, width, plane)}`);
    compared += ours.length;
  }
  return report(true, `${label}: all ${compared} pixels agree.`);
}

interface Difference {
  readonly first: number;
  readonly count: number;
}

/** Pixels that differ, bit for bit in our type; both missing counts as agreeing. */
function firstDifference(ours: PixelArray, theirs: SecondPlane): Difference | null {
  let first = -1;
  let count = 0;
  const round = ours instanceof Float32Array ? Math.fround : (value: number) => value;
  for (let i = 0; i < ours.length; i++) {
    const a = ours[i]!;
    const b = theirs[i] === undefined ? undefined : round(Number(theirs[i]));
    if (a === b || (Number.isNaN(a) && b !== undefined && Number.isNaN(b))) continue;
    if (first < 0) first = i;
    count++;
  }
  return count === 0 ? null : { first, count };
}

function describe(
  { first, count }: Difference,
  ours: PixelArray,
  theirs: SecondPlane,
  width: number,
  plane: number,
): string {
  const x = (first % width) + 1;
  const y = Math.floor(first / width) + 1;
  const where = plane === 0 ? `(${x}, ${y})` : `(${x}, ${y}) of plane ${plane + 1}`;
  return `${count} of ${ours.length} pixels differ, the first at ${where}: ${ours[first]} here, ${theirs[first]} to the second reader.`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
