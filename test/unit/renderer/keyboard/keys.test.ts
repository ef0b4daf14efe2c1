import { describe, expect, it } from 'vitest';
import { fuzzyScore } from '../../../../src/renderer/state/keyboard/fuzzy.ts';
import { isMac, keyOf, keyText } from '../../../../src/renderer/state/keyboard/keyNames.ts';

const pressed = (key: string, held: readonly string[] = []): string | null =>
  keyOf({
    key,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  });

describe('keyOf', () => {
  it('names letters by Shift and not by Caps Lock', () => {
    expect(pressed('z')).toBe('Z');
    expect(pressed('Z')).toBe('Z');
    expect(pressed('Z', ['shift'])).toBe('Shift+Z');
    expect(pressed('s', ['ctrl'])).toBe('Mod+S');
    expect(pressed('S', ['meta', 'shift'])).toBe('Mod+Shift+S');
  });

  it('leaves Shift out of signs, which lie elsewhere on other keyboards', () => {
    expect(pressed('?', ['shift'])).toBe('?');
    expect(pressed('+', ['shift'])).toBe('+');
    expect(pressed(',', ['ctrl'])).toBe('Mod+,');
    expect(pressed('Tab', ['shift'])).toBe('Shift+Tab');
  });

  it('is nothing while only a modifier is held, and with Alt', () => {
    expect(pressed('Shift', ['shift'])).toBeNull();
    expect(pressed('f', ['alt'])).toBeNull();
  });
});

describe('keyText', () => {
  it('is what is printed on the keyboard', () => {
    expect(keyText('Mod+Shift+S', false)).toBe('Ctrl Shift S');
    expect(keyText('Mod+Shift+S', true)).toBe('⌘⇧S');
    expect(keyText('+', false)).toBe('+');
    expect(keyText('Mod++', false)).toBe('Ctrl +');
    expect(keyText('-', false)).toBe('−');
    expect(keyText('Escape', false)).toBe('Esc');
  });

  it('tells a Mac by its name', () => {
    expect(['MacIntel', 'Linux x86_64', 'Win32'].map(isMac)).toEqual([true, false, false]);
  });
});

describe('fuzzyScore', () => {
  it('wants every letter, in order', () => {
    expect(fuzzyScore('szi', 'Zoom in')).toBeNull();
    expect(fuzzyScore('zi', 'Zoom in')).not.toBeNull();
    expect(fuzzyScore('', 'anything')).toBe(0);
    expect(fuzzyScore('Z  I', 'zoom in')).toBe(fuzzyScore('zi', 'zoom in'));
  });

  it('prefers letters in a row, then beginnings of words, then what is short', () => {
    const best = (typed: string, texts: readonly string[]): string =>
      [...texts].sort((a, b) => fuzzyScore(typed, b)! - fuzzyScore(typed, a)!)[0]!;
    expect(best('save', ['Shown as a vector', 'Save session'])).toBe('Save session');
    expect(best('zi', ['Fuzzing it', 'Zoom in'])).toBe('Zoom in');
    expect(best('undo', ['Undo everything', 'Undo'])).toBe('Undo');
  });
});
