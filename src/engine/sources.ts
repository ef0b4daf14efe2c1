import { stat } from 'node:fs/promises';
import { AppError, invariant, type Warning } from '../core/errors/index.ts';
import { hduLabel, imageShape, selectHdu, type Hdu } from '../core/fits/index.ts';
import type { DialectChoices } from '../core/table/index.ts';
import { parseWcs, type Wcs } from '../core/wcs/index.ts';
import { newJobControl, type JobOutput } from '../shared/jobs.ts';
import type { TableScan } from '../shared/tableJobs.ts';
import { filePlane, type FileIdentity, type FilePlane } from '../shared/planes.ts';
import type { FileDescription, HduSummary, TableChoice } from '../shared/index.ts';
import { contentKey } from './contentKey.ts';
import type { ChosenFile, Handles } from './handles.ts';
import type { Pictures } from './pictures.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** Such a file is FITS or faulty, whatever its bytes look like. */
const FITS_NAME = /\.(fits?|fts|fz)(\.gz)?$/i;

/** A file whose structure has been read. */
export interface OpenFile {
  readonly chosen: ChosenFile;
  readonly file: FileIdentity;
  /** Where its HDUs lie: the file itself, or, of a picture, the FITS file it was unpacked into. */
  readonly data: FileIdentity;
  readonly format: 'fits' | 'picture';
  /** Of headers and sampled blocks: with size and modification time it tells files apart. */
  readonly hash: string;
  readonly hdus: readonly Hdu[];
  readonly warnings: readonly Warning[];
}

/** One plane of one image HDU, still in its file. */
export interface SourceImage {
  readonly key: string;
  readonly plane: FilePlane;
  readonly hdu: Hdu;
  readonly planes: number;
  readonly wcs: Wcs | null;
  readonly warnings: readonly Warning[];
}

/** Opens files by handle and finds images in them. */
export class Sources {
  private readonly files = new Map<string, Promise<OpenFile>>();
  private readonly scans = new Map<string, { readonly choices: string; readonly scan: Promise<TableScan> }>();
  private readonly images = new WeakMap<OpenFile, Map<string, SourceImage>>();
  private readonly handles: Handles;
  private readonly pool: Pool;
  private readonly pictures: Pictures;

  constructor(handles: Handles, pool: Pool, pictures: Pictures) {
    this.handles = handles;
    this.pool = pool;
    this.pictures = pictures;
  }

  /** The structure of a file; read once, unless `fresh` asks for another look. */
  open(handle: string, fresh = false): Promise<OpenFile> {
    const known = this.files.get(handle);
    if (known && !fresh) return known;
    const opening = this.scan(this.handles.file(handle));
    this.files.set(handle, opening);
    // A failure is not remembered: the file may be there the next time.
    opening.catch(() => {
      if (this.files.get(handle) === opening) this.files.delete(handle);
    });
    return opening;
  }

  /** Every file that has been opened, as exports must not write over one. */
  async inputPaths(): Promise<string[]> {
    const looked = [...this.files.values(), ...[...this.scans.values()].map(({ scan }) => scan)];
    const open = await Promise.allSettled<{ readonly file: FileIdentity }>(looked);
    return open.flatMap((result) => (result.status === 'fulfilled' ? [result.value.file.path] : []));
  }

  /** What tables a file holds, read as `choices` say; looked at again where the file or the choices have changed. */
  async scanTable(handle: string, choices: DialectChoices = {}): Promise<TableScan> {
    const { path } = this.handles.file(handle);
    const wanted = JSON.stringify(choices);
    const known = this.scans.get(handle);
    if (known?.choices === wanted) {
      const { file } = await known.scan;
      const now = await stat(path).catch(() => null);
      if (now?.size === file.bytes && now.mtimeMs === file.modifiedMs) return known.scan;
    }
    const scan = this.pool.run('tableScan', { path, choices, control: newJobControl() }, PRIORITY.asked);
    const entry = { choices: wanted, scan };
    this.scans.set(handle, entry);
    scan.catch(() => {
      if (this.scans.get(handle) === entry) this.scans.delete(handle);
    });
    return scan;
  }

  async image(handle: string, hduIndex: number, planeNumber: number): Promise<SourceImage> {
    const open = await this.open(handle);
    const known = this.images.get(open) ?? new Map<string, SourceImage>();
    this.images.set(open, known);
    const name = `${hduIndex} ${planeNumber}`;
    const image =
      known.get(name) ?? sourceImage(open, selectHdu(open.hdus, { index: hduIndex }), planeNumber);
    known.set(name, image);
    return image;
  }

  /** What a chosen file holds, whether images or tables. */
  async describe(handle: string): Promise<FileDescription> {
    const chosen = this.handles.file(handle);
    if (!(await this.holdsImages(chosen))) {
      const scan = await this.scanTable(handle);
      if (scan.kind !== 'fits') return tableDescription(chosen, scan);
    }
    const open = await this.open(handle, true);
    const hdus = open.hdus.map(hduSummary);
    return {
      handle,
      name: open.chosen.name,
      bytes: open.file.bytes,
      format: open.format,
      tables: open.hdus.filter(isTable).map(tableChoice),
      hdus,
      firstImage: hdus.find((hdu) => hdu.type === 'image' && hdu.unreadable === null)?.index ?? null,
      warnings: open.warnings,
      credit: open.chosen.credit,
    };
  }

  private async scan(chosen: ChosenFile): Promise<OpenFile> {
    if (!FITS_NAME.test(chosen.name) && (await this.pictures.isPicture(chosen))) {
      const { file, scan } = await this.pictures.open(chosen.path);
      return { chosen, ...scan, file, data: scan.file, format: 'picture' };
    }
    const output: JobOutput<'scan'> = await this.pool.run('scan', { path: chosen.path }, PRIORITY.asked);
    return { chosen, ...output, data: output.file, format: 'fits' };
  }

  /** Whether a file is FITS by its name, or a picture. */
  private async holdsImages(chosen: ChosenFile): Promise<boolean> {
    return FITS_NAME.test(chosen.name) || this.pictures.isPicture(chosen);
  }
}

/** The plane of an image HDU as it lies in its file. */
function sourceImage(open: OpenFile, hdu: Hdu, planeNumber: number): SourceImage {
  const plane = filePlane(open.data, hdu, planeNumber);
  const warnings: Warning[] = [];
  const wcs = parseWcs(hdu.wcsCards, hdu.naxis.length, (warning) => warnings.push(warning));
  return {
    // The path as well: a copy with the same time and samples may yet differ, and may outlive this one.
    key: contentKey(
      'source',
      open.file.path,
      open.file.bytes,
      open.file.modifiedMs,
      open.hash,
      hdu.index,
      planeNumber,
    ),
    plane,
    hdu,
    planes: imageShape(hdu).planes,
    wcs,
    warnings,
  };
}

const isTable = (hdu: Hdu): boolean => hdu.type === 'table' || hdu.type === 'bintable';

function tableChoice(hdu: Hdu): TableChoice {
  return {
    index: hdu.index,
    name: hdu.name,
    rows: hdu.rows ?? null,
    columns: hdu.columns?.length ?? null,
    problem: hdu.problem ?? null,
  };
}

/** The description of a file that holds tables and no images. */
function tableDescription(chosen: ChosenFile, scan: TableScan): FileDescription {
  if (scan.kind === 'unknown') throw new AppError('bad-table', scan.reason);
  invariant(scan.kind !== 'fits', 'a FITS file is described by its HDUs');
  const listed = scan.kind === 'votable' || scan.kind === 'ecsv' ? scan.tables : null;
  const tables = listed
    ? listed.map(({ index, name, rows, columns, problem }) => ({
        index,
        name,
        rows,
        columns: columns.length,
        problem: problem === undefined ? null : { code: 'bad-table' as const, message: problem },
      }))
    : [{ index: 0, name: '', rows: null, columns: null, problem: null }];
  return {
    handle: chosen.handle,
    name: chosen.name,
    bytes: scan.file.bytes,
    format: scan.kind,
    hdus: [],
    tables,
    firstImage: null,
    warnings: 'warnings' in scan ? scan.warnings : [],
    credit: chosen.credit,
  };
}

/** Why an image HDU's pixels cannot be read, or null. */
export function unreadable(hdu: Hdu): string | null {
  if (hdu.problem) return hdu.problem.message;
  if (hdu.compression)
    return `${hduLabel(hdu)} is tile-compressed (${hdu.compression.algorithm}), which this version does not read yet.`;
  return null;
}

function hduSummary(hdu: Hdu): HduSummary {
  return {
    index: hdu.index,
    type: hdu.type,
    name: hdu.name,
    extver: hdu.extver,
    naxis: hdu.naxis,
    bitpix: hdu.bitpix,
    unit: hdu.unit ?? '',
    unreadable: hdu.type === 'image' ? unreadable(hdu) : null,
  };
}
