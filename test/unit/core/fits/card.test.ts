import { describe, expect, it } from 'vitest';
import { joinContinued, parseCard } from '../../../../src/core/fits/card.ts';

const card = (text: string) => parseCard(text.padEnd(80));
const value = (field: string) => card(`KEY     = ${field}`).value;

describe('the value of a card', () => {
  it.each([
    ['                   T', true],
    ['F / free format', false],
    ['                  42 / fixed', 42],
    ['+007', 7],
    ['-0', 0],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['1.5E3', 1500],
    ['1.5D-3', 0.0015],
    ['-.5', -0.5],
    ['3.', 3],
    ['(1.5, -2)', { re: 1.5, im: -2 }],
    ["'text    '", 'text'],
    ["'it''s / not a comment' / but this is", "it's / not a comment"],
    ["''", ''],
    ["'    '", ' '],
    ["'  leading'", '  leading'],
    ['', null],
    ['/ nothing before the slash', null],
  ])('reads %s', (field, expected) => {
    const parsed = card(`KEY     = ${field}`);
    expect(parsed.value).toEqual(expected);
    expect(parsed.kind).toBe('value');
  });

  it.each(['two', 'NaN', "'never closed", '(1.5)', '1.2.3', '2003-05-01'])(
    'marks %s as no value',
    (field) => {
      expect(card(`KEY     = ${field}`).kind).toBe('invalid');
    },
  );

  it('keeps the text of what is no value', () => {
    expect(value('two / comment')).toBe('two');
  });

  it('takes a comment without slash', () => {
    expect(card('KEY     =                  5 pixels wide')).toMatchObject({
      value: 5,
      comment: 'pixels wide',
    });
  });

  it('parses a card of digits only at once', () => {
    expect(value('9'.repeat(70))).toBe(BigInt('9'.repeat(70)));
  });
});

describe('the kind of a card', () => {
  it('keeps COMMENT, HISTORY and blank keywords as text, also with an equals sign', () => {
    expect(card('COMMENT = 5')).toMatchObject({ keyword: 'COMMENT', kind: 'commentary', value: '= 5' });
    expect(card('HISTORY   two  blanks')).toMatchObject({ keyword: 'HISTORY', value: '  two  blanks' });
    expect(card('          text')).toMatchObject({ keyword: '', value: '  text', kind: 'commentary' });
  });

  it('reads a lower-case keyword and one without the blank after its equals sign', () => {
    expect(card('bitpix  = 16')).toMatchObject({ keyword: 'BITPIX', value: 16 });
    expect(card('KEY     =16')).toMatchObject({ value: 16 });
  });

  it('reads HIERARCH names, also with END in them', () => {
    expect(card("HIERARCH ESO  DET END = 'x' / y")).toMatchObject({
      keyword: 'ESO DET END',
      value: 'x',
      comment: 'y',
    });
    expect(card('HIERARCH without a value')).toMatchObject({ keyword: 'HIERARCH', kind: 'commentary' });
  });

  it('keeps all 80 characters', () => {
    expect(card('KEY     = 1 / c').text).toHaveLength(80);
  });
});

describe('CONTINUE', () => {
  it('joins pieces and comments', () => {
    const first = card("LONG    = 'abc &' / one");
    const joined = joinContinued(first, [
      card("CONTINUE  'def&' / two"),
      card("CONTINUE  'ghi  '"),
      card("CONTINUE  'no'"),
    ]);
    expect(joined.taken).toBe(2);
    expect(joined.card).toMatchObject({ keyword: 'LONG', value: 'abc defghi', comment: 'one two' });
    expect(joined.card.text).toHaveLength(240);
  });

  it('leaves an ampersand that nothing continues', () => {
    expect(joinContinued(card("KEY     = 'AT&'"), [card("NEXT    = 'T'")]).card.value).toBe('AT&');
    expect(joinContinued(card("KEY     = 'AT&'"), [card('NEXT    = 1')])).toMatchObject({
      taken: 0,
      card: { value: 'AT&' },
    });
  });
});
