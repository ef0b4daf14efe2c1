import {
  allowedValues,
  flagName,
  OPERATIONS,
  type Operation,
  type OperationGroup,
  type Parameter,
  type ParameterValues,
  type Shape,
} from '../src/core/operations/index.ts';

const GROUPS: Readonly<Record<OperationGroup, string>> = {
  threshold: 'Thresholds',
  filter: 'Filters and background',
  morphology: 'Morphology',
  measure: 'Measurement',
  intensity: 'Intensity',
  colour: 'Colour',
  features: 'Features',
  geometry: 'Geometry',
  arithmetic: 'Arithmetic',
};

const LIBRARIES = {
  'scikit-image': 'scikit-image',
  'scikit-learn': 'scikit-learn',
  photutils: 'photutils',
  numpy: 'NumPy',
  scipy: 'SciPy',
} as const;

/** How an operation is run, by the kind of its shape. */
const RUNS: Readonly<Record<Shape['kind'], string>> = {
  source: 'read from a file, in strips',
  window: 'a part of the image; no pixel is touched',
  pointwise: 'pixel by pixel, when the pixels are wanted',
  reduction: 'one pass in strips whose results are merged',
  columns: 'on the columns of a result, at once',
  table: 'on the rows of tables, which may be larger than the memory',
  local: 'in strips with their surroundings, on images of any size',
  geometric: 'in strips, each from the rows of the image that it needs, on images of any size',
  global: 'on the whole image in memory; refused where that is too large',
  measure: 'a table of the whole image in memory; refused where that is too large',
};

const MEANINGS = {
  values: '',
  binary: ' of 0 and 1 (binary)',
  labels: ' of labels (0 is background)',
  kept: ' (binary images and labels stay such)',
} as const;

interface Section {
  readonly title: string;
  readonly operations: readonly Operation[];
}

/** The reference page of all operations, in Markdown. */
export function operationPage(): string {
  const sections = sectionsOf([...OPERATIONS.values()]);
  return [
    '# Operations',
    'What each operation of Asterism does, with its parameters as they are called in recipes, their flags on the command line, and the same in Python, where `image` and further inputs are arrays of floating-point numbers. This page is made from the definitions of the operations.',
    ...sections.map(
      ({ title, operations }) => `- [${title}](#${anchorOf(title)}): ${operations.map(linkTo).join(', ')}`,
    ),
    ...sections.flatMap(({ title, operations }) => [`## ${title}`, ...operations.flatMap(entryOf)]),
  ].join('\n\n');
}

function sectionsOf(all: readonly Operation[]): readonly Section[] {
  const grouped = Object.entries(GROUPS).map(([group, title]) => ({
    title,
    operations: all.filter((one) => one.group === group),
  }));
  const rest = all.filter(({ group }) => group === undefined);
  const isTable = ({ shape }: Operation): boolean => shape.kind === 'table';
  return [
    ...grouped,
    { title: 'Tables', operations: rest.filter(isTable) },
    { title: 'From file to catalogue', operations: rest.filter((one) => !isTable(one)) },
  ].filter(({ operations }) => operations.length > 0);
}

function linkTo({ title, name }: Operation): string {
  return `[${title}](#${anchorOf(`${title} (${name})`)})`;
}

/** As GitHub makes anchors of headings. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function entryOf(operation: Operation): string[] {
  const { title, name, summary, formula, source } = operation;
  return [
    `### ${title} (${name})`,
    plain(summary),
    ...(formula === undefined ? [] : [fenced('text', [formula])]),
    facts(operation),
    ...(source === undefined ? [] : [`Source: ${plain(source)}`]),
    ...pythonOf(operation),
  ];
}

function facts({ inputs, output, meaning = 'values', missing, shape, parameters }: Operation): string {
  const taken = Object.entries(inputs).map(([name, type]) =>
    name === type ? `\`${name}\`` : `\`${name}\` (${type})`,
  );
  return [
    `- Takes ${taken.length === 0 ? 'nothing' : taken.join(', ')}; gives ${article(output)} ${output}${MEANINGS[meaning]}.`,
    `- Missing: ${sentence(missing)}`,
    `- Runs: ${RUNS[shape.kind]}.`,
    ...Object.entries(parameters).map(([name, parameter]) => parameterLine(name, parameter)),
  ].join('\n');
}

function parameterLine(name: string, parameter: Parameter): string {
  const { title, description, unit, peer } = parameter;
  const values = `${valuesOf(parameter)}${unit === undefined ? '' : ` ${unit}`}`;
  const notes = [
    `Values: ${values}; default ${defaultOf(parameter)}.`,
    ...(peer ? [`In ${LIBRARIES[peer.library]}: \`${peer.name}\`.`] : []),
  ];
  return `- Parameter \`${name}\` (\`${flagName(name)}\`), ${plain(title)}: ${sentence(description)} ${notes.join(' ')}`;
}

function valuesOf(parameter: Parameter): string {
  if (parameter.kind !== 'choice') return plain(allowedValues(parameter));
  return parameter.options
    .map(({ value, title }) => (title === value ? `\`${value}\`` : `\`${value}\` (${plain(title)})`))
    .join(', ');
}

function defaultOf({ default: value }: Parameter): string {
  if (value === null) return 'none';
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``;
}

function pythonOf({ parameters, python }: Operation): string[] {
  if (!python) return [];
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
  ) as ParameterValues;
  const { imports, lines } = python(values);
  return ['In Python, with the default values:', fenced('python', [...imports, '', ...lines])];
}

function fenced(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** Text whose signs are not taken for Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_<>[\]|]/g, '\\$&');
}

function sentence(text: string): string {
  const whole = plain(text.charAt(0).toUpperCase() + text.slice(1));
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}
