import { SaxesParser } from 'saxes';
import { AppError } from '../../errors/index.ts';
import type { TextReader } from './tableReading.ts';

/** What an XML file may ask of us. */
const XML_LIMITS = {
  /** Elements inside one another. */
  depth: 64,
  /** Characters of one attribute. */
  attribute: 262_144,
  attributes: 200,
  /** Characters of one text (the base64 of a binary table is one), and between two tags at all. */
  text: 256 * 1024 * 1024,
} as const;

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads XML that is not trusted, as events.
 *
 * Entities are the five of XML and numeric ones; a document type (DOCTYPE) is refused, so there is nothing else to
 * expand and nothing to fetch. Processing instructions and comments are stepped over.
 * Errors: `refused` for a DOCTYPE; `over-budget` beyond XML_LIMITS; `bad-table` where the text is not well-formed. */
export function xmlReader(handlers: XmlHandlers): TextReader<void> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let depth = 0;
  let sinceEvent = 0;
  parser.on('error', (error) => {
    throw new AppError('bad-table', `The file is not well-formed XML: ${shortened(error.message)}.`);
  });
  parser.on('doctype', () => {
    throw new AppError(
      'refused',
      'The file has a document type (DOCTYPE), which a VOTable does not need and may misuse.',
      {
        remedy: 'Remove the DOCTYPE line, or save the table again with another program.',
      },
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    sinceEvent = 0;
    depth++;
    if (depth > XML_LIMITS.depth)
      throw tooMuch(`more than ${XML_LIMITS.depth} elements inside one another`, parser.line);
    let count = 0;
    for (const key in attributes) {
      if (++count > XML_LIMITS.attributes)
        throw tooMuch(`an element with more than ${XML_LIMITS.attributes} attributes`, parser.line);
      const { length } = attributes[key];
      if (length > XML_LIMITS.attribute)
        throw tooMuch(`an attribute of ${length} characters (at most ${XML_LIMITS.attribute})`, parser.line);
    }
    handlers.open(withoutPrefix(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    sinceEvent = 0;
    depth--;
    handlers.close(withoutPrefix(name));
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  return {
    write(piece) {
      sinceEvent += piece.length;
      parser.write(piece);
      if (sinceEvent > XML_LIMITS.text)
        throw tooMuch(`more than ${XML_LIMITS.text} characters without a tag`, parser.line);
    },
    end() {
      parser.close();
    },
  };
}

function tooMuch(what: string, line: number): AppError {
  return new AppError('over-budget', `The XML has ${what} near line ${line}; it is not read.`);
}

function withoutPrefix(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function shortened(message: string): string {
  const plain = message.replace(/\.+$/, '');
  return plain.length <= 160 ? plain : `${plain.slice(0, 159)}…`;
}
