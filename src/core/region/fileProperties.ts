/** What DS9 says of a region in its files that changes nothing here: it is kept, so that what is read is written again.
 * Values as in the file; where none is kept it is DS9's own default. */
export type FileProperties = Readonly<Partial<Record<FileProperty, string>>>;

interface Rule {
  readonly default: string;
  readonly form: RegExp;
}

const NUMBER = String.raw`-?\d{1,9}(\.\d{1,9})?`;
const flag = (usual: '0' | '1'): Rule => ({ default: usual, form: /^[01]$/ });

/** DS9's defaults, and what a value looks like. */
const RULES = {
  select: flag('1'),
  highlite: flag('1'),
  fixed: flag('0'),
  edit: flag('1'),
  move: flag('1'),
  rotate: flag('1'),
  delete: flag('1'),
  fill: flag('0'),
  line: { default: '0 0', form: /^[01] [01]$/ },
  dashlist: { default: '8 3', form: /^\d{1,4}( \d{1,4}){0,7}$/ },
  font: { default: 'helvetica 10 normal roman', form: /^[\w .-]{1,100}$/ },
  textangle: { default: '0', form: new RegExp(`^${NUMBER}$`) },
  textrotate: flag('1'),
} as const satisfies Readonly<Record<string, Rule>>;
export type FileProperty = keyof typeof RULES;

export const FILE_PROPERTIES = Object.keys(RULES) as FileProperty[];

/** Other spellings of flags. */
const FLAG_WORDS: ReadonlyMap<string, string> = new Map([
  ['yes', '1'],
  ['y', '1'],
  ['on', '1'],
  ['true', '1'],
  ['no', '0'],
  ['n', '0'],
  ['off', '0'],
  ['false', '0'],
]);

/** Whether a flag is switched off. */
export function isOff(value: string): boolean {
  return (FLAG_WORDS.get(value.toLowerCase()) ?? value) === '0';
}

/** The property that a file calls by that name (in lower case); undefined where it is none that is kept. */
export function filePropertyNamed(name: string): FileProperty | undefined {
  return FILE_PROPERTIES.find((one) => one === (name === 'highlight' ? 'highlite' : name));
}

/** A value as it is kept; '' for the default, null for what is no value of the property. */
export function filePropertyValue(property: FileProperty, text: string): string | null {
  const plain = text.trim().replace(/\s+/g, ' ');
  const value = FLAG_WORDS.get(plain.toLowerCase()) ?? plain;
  const { default: usual, form }: Rule = RULES[property];
  if (value === usual) return '';
  return form.test(value) ? value : null;
}

/** The kept properties as a file has them. */
export function filePropertiesText(properties: FileProperties): readonly string[] {
  return FILE_PROPERTIES.flatMap((name) => {
    const value = properties[name];
    if (value === undefined) return [];
    return [`${name}=${name === 'font' ? `"${value}"` : value}`];
  });
}
