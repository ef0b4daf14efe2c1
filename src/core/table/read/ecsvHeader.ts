import { isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { AppError, type WarningSink } from '../../errors/index.ts';

/** What the YAML header of an ECSV file may ask of us. */
export const ECSV_LIMITS = {
  headerCharacters: 16 * 1024 * 1024,
  aliases: 100,
  columns: 100_000,
  depth: 100,
} as const;

export interface EcsvColumn {
  readonly name: string;
  readonly datatype: string;
  /** What the cells of a text column really are ("json", "float64[3]"); '' where nothing is said. */
  readonly subtype: string;
  readonly unit: string;
  readonly description: string;
}

export interface EcsvHeader {
  readonly delimiter: ' ' | ',';
  readonly columns: readonly EcsvColumn[];
}

/** Reads the YAML of an ECSV header (without its comment marks).
 *
 * Only `delimiter` and `datatype` are looked at. The schema is YAML's core: tags of others (!!omap, !astropy…) mean
 * plain values, nothing is ever constructed from them.
 * Errors: `bad-table` where it is no YAML, or says no columns; `over-budget` beyond ECSV_LIMITS. */
export function readEcsvHeader(yaml: string, warn: WarningSink): EcsvHeader {
  if (yaml.length > ECSV_LIMITS.headerCharacters)
    throw new AppError(
      'over-budget',
      `The ECSV header has ${yaml.length} characters; at most ${ECSV_LIMITS.headerCharacters} are read.`,
    );
  if (nestsTooDeep(yaml)) throw badYaml(`more than ${ECSV_LIMITS.depth} levels inside one another`);
  const { delimiter, datatype } = parse(yaml);
  if (!Array.isArray(datatype) || datatype.length === 0)
    throw new AppError('bad-table', 'The ECSV header has no list of columns (datatype).');
  if (datatype.length > ECSV_LIMITS.columns)
    throw new AppError(
      'over-budget',
      `The ECSV header has ${datatype.length} columns; at most ${ECSV_LIMITS.columns} are read.`,
    );
  if (delimiter !== ' ' && delimiter !== ',')
    throw new AppError(
      'bad-table',
      `The ECSV delimiter is ${shown(delimiter)}; a blank or a comma is allowed.`,
    );
  const columns = datatype.map((entry: unknown, i) => columnOf(entry, i, warn));
  return { delimiter, columns };
}

function parse(yaml: string): { readonly delimiter: unknown; readonly datatype: unknown } {
  try {
    const document = parseDocument(yaml, {
      schema: 'core',
      merge: false,
      logLevel: 'silent',
      resolveKnownTags: false,
      uniqueKeys: false,
      strict: false,
      stringKeys: false,
    });
    const fault = document.errors[0];
    if (fault !== undefined) throw badYaml(fault.message);
    const root = document.contents;
    if (!isMap(root)) throw badYaml('it is no map of keywords');
    const list = root.get('datatype', true) as unknown;
    const datatype: unknown = isSeq(list)
      ? (list as YAMLSeq).toJS(document, { maxAliasCount: ECSV_LIMITS.aliases })
      : undefined;
    return { delimiter: root.get('delimiter') ?? ' ', datatype };
  } catch (error) {
    // Aliases beyond the count, and brackets nested beyond the stack, throw errors of their own.
    throw error instanceof AppError ? error : badYaml(error instanceof Error ? error.message : String(error));
  }
}

/** A parser takes its stack, or the square of the time, for what is nested thousands of levels deep. */
function nestsTooDeep(yaml: string): boolean {
  let depth = 0;
  for (const mark of yaml.matchAll(/[[\]{}]/g)) {
    depth += mark[0] === '[' || mark[0] === '{' ? 1 : depth > 0 ? -1 : 0;
    if (depth > ECSV_LIMITS.depth) return true;
  }
  return /^(?:[ ?]|- ){200}/m.test(yaml);
}

function badYaml(reason: string): AppError {
  const line = reason.split('\n', 1)[0].replace(/[.:\s]+$/, '');
  return new AppError(
    'bad-table',
    `The header of the ECSV file cannot be read as YAML: ${line.slice(0, 160)}.`,
  );
}

function columnOf(entry: unknown, place: number, warn: WarningSink): EcsvColumn {
  const field = (key: string): string => {
    if (typeof entry !== 'object' || entry === null || !Object.hasOwn(entry, key)) return '';
    const value = (entry as Record<string, unknown>)[key];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';
  };
  const name = field('name');
  if (name === '')
    warn({ code: 'unnamed-column', message: `Column ${place + 1} of the ECSV header has no name.` });
  return {
    name,
    datatype: field('datatype') || 'string',
    subtype: field('subtype'),
    unit: field('unit'),
    description: field('description'),
  };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 20)}'` : typeof value;
}
