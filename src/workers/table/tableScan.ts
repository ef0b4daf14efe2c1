import { AppError } from '../../core/errors/index.ts';
import { ecsvListing, SNIFF_BYTES, sniffDelimited, votableLister } from '../../core/table/index.ts';
import type { JobControl } from '../../shared/jobs.ts';
import type { TableJobs, TableScan } from '../../shared/tableJobs.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import { withFile } from '../files.ts';
import { contentKind } from './contentKind.ts';
import { fileStart, isGzip } from './filePieces.ts';
import { readTexts, xmlEncoding } from './fileTexts.ts';

/** A sample without the end of its first line is taken again, so long. */
const LONGEST_SAMPLE = 16 * SNIFF_BYTES;

type ScanInput = TableJobs['tableScan']['input'];

/** What a file that may hold tables is, by its content and not by its name. */
export async function scanTable({ path, choices, control }: ScanInput): Promise<TableScan> {
  const { file, gzip } = withFile(path, (opened) => ({
    file: opened.identity,
    gzip: isGzip(opened.read(0, 2)),
  }));
  const sample = await textSample(file, gzip, control);
  const found = contentKind(sample, gzip);
  switch (found.kind) {
    case 'unknown':
      return { ...found, file };
    case 'fits':
    case 'parquet':
      return { kind: found.kind, file };
    case 'votable': {
      const listing = await readTexts(file, gzip, xmlEncoding(sample), control, votableLister());
      return { kind: 'votable', file, ...listing };
    }
    case 'ecsv':
      return {
        kind: 'ecsv',
        file,
        tables: [ecsvListing(Buffer.from(sample).toString('utf8'))],
        warnings: [],
      };
    case 'delimited':
      return delimited(file, gzip, sample, choices);
  }
}

function delimited(
  file: FileIdentity,
  gzip: boolean,
  sample: Uint8Array,
  choices: ScanInput['choices'],
): TableScan {
  try {
    // Of a packed file it is not known how much follows.
    const bytes = gzip && sample.length >= SNIFF_BYTES ? Infinity : gzip ? sample.length : file.bytes;
    const dialect = sniffDelimited(sample, bytes, choices);
    return {
      kind: 'delimited',
      file,
      dialect: gzip ? { ...dialect, gzip, needsNormalising: true } : dialect,
    };
  } catch (error) {
    if (error instanceof AppError && (error.code === 'bad-table' || error.code === 'no-data'))
      return { kind: 'unknown', file, reason: error.message };
    throw error;
  }
}

/** The start of the file with at least one whole line, where it has lines of a bearable length. */
async function textSample(file: FileIdentity, gzip: boolean, control: JobControl): Promise<Uint8Array> {
  let bytes = SNIFF_BYTES;
  for (;;) {
    const sample = await fileStart(file, gzip, bytes, control);
    if (sample.length < bytes || bytes >= LONGEST_SAMPLE || hasLineEnds(sample)) return sample;
    bytes *= 4;
  }
}

/** Whether two line ends are in the sample: a line of names and a row. */
function hasLineEnds(sample: Uint8Array): boolean {
  const first = endOf(sample, 0);
  return first >= 0 && endOf(sample, first + 2) >= 0;
}

function endOf(sample: Uint8Array, from: number): number {
  const newline = sample.indexOf(10, from);
  return newline >= 0 ? newline : sample.indexOf(13, from);
}
