import { AppError, type Warning } from '../../errors/index.ts';
import type { FieldElement } from './votableField.ts';
import type { XmlHandlers } from './xmlReader.ts';

/** A TABLE as far as it has been read. */
export interface VotableTable {
  readonly index: number;
  readonly name: string;
  readonly description: string;
  readonly fields: readonly FieldElement[];
  readonly data: 'none' | 'cells' | 'binary' | 'binary2';
  /** Rows of TABLEDATA so far. */
  readonly rowCount: number;
  /** The attribute nrows. */
  readonly claimedRows: number | null;
  /** Why its data cannot be read. */
  readonly problem: string | null;
  /** The base64 text of its stream, once. */
  takeStream(): string;
}

/** Who takes the cells of a table's rows. */
export interface RowSink {
  startRow(): void;
  cell(text: string): void;
  endRow(): void;
}

export interface VotableSink {
  /** The data of a table begin; null where they are not wanted. */
  startRows(table: VotableTable): RowSink | null;
  endTable(table: VotableTable): void;
  warn(warning: Warning): void;
}

export interface VotableEvents extends XmlHandlers {
  /** What a service says went wrong; null where it says nothing. */
  serviceError(): string | null;
  /** The service cut the result short. */
  overflow(): boolean;
  coordinateSystems(): string[];
}

type Attributes = Readonly<Record<string, string>>;
type TableState = { -readonly [Key in keyof VotableTable]: VotableTable[Key] } & {
  fields: FieldElement[];
  stream: string[];
};

const MAX_FIELDS = 200_000;
const COLLECTED = new Set(['TD', 'DESCRIPTION', 'INFO', 'STREAM']);
const MAX_SERVICE_TEXT = 500;

/** Follows the elements of a VOTable, and hands on its tables and rows. */
export function votableEvents(sink: VotableSink): VotableEvents {
  const path: string[] = [];
  const resources: string[] = [];
  const frames = new Set<string>();
  const fieldsOfId = new Map<string, readonly FieldElement[]>();
  let tables = 0;
  let table: TableState | null = null;
  let rows: RowSink | null = null;
  let text = '';
  /** Depth of the element whose text is wanted; 0 where none is. */
  let collecting = 0;
  let info: Attributes = {};
  let error: string | null = null;
  let overflow = false;

  function openTable(attributes: Attributes): void {
    const referred = fieldsOfId.get(attributes.ref ?? '') ?? [];
    const state: TableState = {
      index: tables++,
      name: attributes.name ?? attributes.ID ?? resources.findLast((name) => name !== '') ?? '',
      description: '',
      fields: referred.map((field) => ({ ...field })),
      data: 'none',
      rowCount: 0,
      claimedRows: /^\d{1,15}$/.test(attributes.nrows ?? '') ? Number(attributes.nrows) : null,
      problem: null,
      stream: [],
      takeStream() {
        const whole = state.stream.join('');
        state.stream = [];
        return whole;
      },
    };
    if (attributes.ID !== undefined) fieldsOfId.set(attributes.ID, state.fields);
    table = state;
  }

  function openInTable(current: TableState, name: string, attributes: Attributes): void {
    const parent = path.at(-2);
    if (name === 'TR' && parent === 'TABLEDATA') {
      current.rowCount++;
      rows?.startRow();
    } else if (name === 'FIELD' && parent === 'TABLE') {
      if (current.fields.length >= MAX_FIELDS)
        throw new AppError('over-budget', `A table has more than ${MAX_FIELDS} columns; it is not read.`);
      current.fields.push(fieldElement(attributes));
    } else if (name === 'VALUES' && parent === 'FIELD') {
      const field = current.fields.at(-1);
      if (field !== undefined && attributes.null !== undefined) field.nullText = attributes.null;
    } else if (name === 'TABLEDATA' && parent === 'DATA') {
      current.data = 'cells';
      if (current.fields.length === 0) current.problem ??= `${label(current)} has no columns.`;
      rows = sink.startRows(current);
    } else if (name === 'FITS' && parent === 'DATA') {
      current.problem ??= `The data of ${label(current)} are a FITS file inside the VOTable, which is not read.`;
    } else if (name === 'STREAM' && (parent === 'BINARY' || parent === 'BINARY2')) {
      current.data = parent === 'BINARY' ? 'binary' : 'binary2';
      current.problem ??= streamProblem(current, attributes);
      rows = sink.startRows(current);
      if (rows === null) collecting = 0;
    }
  }

  function closeInTable(current: TableState, name: string, collected: string | null): void {
    const parent = path.at(-1);
    if (name === 'TR' && parent === 'TABLEDATA') rows?.endRow();
    else if (name === 'STREAM' && collected !== null) current.stream.push(collected);
    else if (name === 'DESCRIPTION' && collected !== null) {
      if (parent === 'TABLE') current.description = tidy(collected);
      const field = current.fields.at(-1);
      if (parent === 'FIELD' && field !== undefined) field.description = tidy(collected);
    } else if (name === 'TABLE') {
      table = null;
      sink.endTable(current);
      rows = null;
    }
  }

  function closeInfo(collected: string): void {
    const { name = '', value = '' } = info;
    const said = tidy(collected) || tidy(value);
    if (name === 'QUERY_STATUS' && value.toUpperCase() === 'ERROR') error ??= said.slice(0, MAX_SERVICE_TEXT);
    else if (name === 'QUERY_STATUS' && value.toUpperCase() === 'OVERFLOW') overflow = true;
    // Cone searches before VOTable 1.1 say it so.
    else if (name.toLowerCase() === 'error') error ??= said.slice(0, MAX_SERVICE_TEXT);
  }

  return {
    open(name, attributes) {
      if (path.length === 0 && name !== 'VOTABLE') throw notVotable(name);
      path.push(name);
      if (collecting === 0 && COLLECTED.has(name)) {
        collecting = path.length;
        text = '';
      }
      if (name === 'RESOURCE') resources.push(attributes.name ?? attributes.ID ?? '');
      else if (name === 'COOSYS') noteFrame(frames, attributes);
      else if (name === 'INFO') info = attributes;
      else if (name === 'TABLE') openTable(attributes);
      else if (table !== null) openInTable(table, name, attributes);
    },
    text(piece) {
      if (collecting > 0) text += piece;
    },
    close(name) {
      const collected = collecting === path.length ? text : null;
      if (collected !== null) {
        collecting = 0;
        text = '';
      }
      path.pop();
      if (name === 'TD') {
        if (collected !== null && path.at(-1) === 'TR') rows?.cell(collected);
      } else if (name === 'RESOURCE') resources.pop();
      else if (name === 'INFO') closeInfo(collected ?? '');
      else if (table !== null) closeInTable(table, name, collected);
    },
    serviceError: () => error,
    overflow: () => overflow,
    coordinateSystems: () => [...frames],
  };
}

function fieldElement(attributes: Attributes): FieldElement {
  return {
    name: attributes.name ?? attributes.ID ?? '',
    datatype: attributes.datatype ?? 'char',
    arraysize: attributes.arraysize ?? (attributes.datatype === undefined ? '*' : ''),
    unit: attributes.unit?.trim() ?? '',
    ucd: attributes.ucd?.trim() ?? '',
    description: '',
    nullText: null,
  };
}

function streamProblem(table: VotableTable, { href, encoding }: Attributes): string | null {
  if (href !== undefined) return `The data of ${label(table)} lie in another file, which is not followed.`;
  if (encoding !== undefined && encoding !== 'base64')
    return `The data of ${label(table)} are encoded as '${encoding.slice(0, 40)}'; only base64 is read.`;
  return null;
}

function label({ index, name }: VotableTable): string {
  return name === '' ? `table ${index}` : `table ${index} '${name.slice(0, 60)}'`;
}

function noteFrame(frames: Set<string>, { system, equinox }: Attributes): void {
  if (frames.size < 20 && system !== undefined)
    frames.add((equinox === undefined ? system : `${system} ${equinox}`).slice(0, 60));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function notVotable(root: string): AppError {
  return new AppError(
    'bad-table',
    `The file is XML, but no VOTable: its root element is '${root.slice(0, 40)}'.`,
  );
}
