import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_MADE_BYTES, type Host } from '../../src/shared/index.ts';
import { openSample, openWindow, type TestWindow } from './harness.ts';

const PICTURE = new Blob(['picture'], { type: 'image/png' });
const plotPng = vi.hoisted(() => vi.fn<() => Promise<Blob>>());

// happy-dom has no canvas to paint on; what is painted is tested in a browser.
vi.mock('../../src/renderer/canvas/plots/paintSheet.ts', async (original) => ({
  ...(await original<object>()),
  plotPng,
}));

const write = vi.fn<(items: readonly { readonly parts: Record<string, Promise<Blob>> }[]) => Promise<void>>();
class FakeItem {
  static supports = (): boolean => false;
  readonly parts: Record<string, Promise<Blob>>;
  constructor(parts: Record<string, Promise<Blob>>) {
    this.parts = parts;
  }
}
function fakeClipboard(): void {
  write.mockReset().mockImplementation(async ([item]) => void (await item!.parts['image/png']));
  vi.stubGlobal('ClipboardItem', FakeItem);
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ write } as never);
}

let test: TestWindow;
beforeEach(() => {
  plotPng.mockReset().mockResolvedValue(PICTURE);
});
afterEach(() => {
  vi.unstubAllGlobals();
  test.close();
});

describe('the dialog', () => {
  it('saves no picture wider than it says', async () => {
    test = await openWindow();
    await openSample(test);
    test.bench.commands.dialog = 'save-picture';
    const width = await screen.findByRole('spinbutton', { name: 'Width in pixels' });
    const save = screen.getByRole('button', { name: 'Save' });
    await fireEvent.focus(width);
    for (const [value, disabled] of [
      ['16385', true],
      ['', true],
      ['2000', false],
    ] as const) {
      await fireEvent.input(width, { target: { value } });
      await waitFor(() => expect(save).toHaveProperty('disabled', disabled));
    }
  });
});

describe('a picture beyond what a browser paints', () => {
  it('is refused by the dialog before it is asked for, and by the saver in the same words', async () => {
    test = await openWindow();
    await openSample(test);
    vi.spyOn(test.bench.viewport, 'size').mockReturnValue({ width: 1000, height: 900 });
    test.bench.commands.dialog = 'save-picture';
    const width = await screen.findByRole('spinbutton', { name: 'Width in pixels' });
    const dialog = within(screen.getByRole('dialog', { name: 'Save picture' }));
    await fireEvent.click(dialog.getByRole('checkbox', { name: 'Colour bar' }));
    await fireEvent.focus(width);
    await fireEvent.input(width, { target: { value: '12000' } });
    const sentence = /^A picture of 12000 × 11424 pixels is too large; .* 120 million\./;
    await waitFor(() => expect(dialog.getByRole('status').textContent).toMatch(sentence));
    expect(width.getAttribute('aria-invalid')).toBe('true');
    for (const name of ['Save', 'Copy to clipboard'])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
    const widest = Number(width.getAttribute('max'));
    for (const [value, disabled] of [
      [widest + 1, true],
      [widest, false],
    ] as const) {
      await fireEvent.input(width, { target: { value: String(value) } });
      await waitFor(() =>
        expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', disabled),
      );
    }
    expect(dialog.getByRole('status').textContent).toMatch(/^\d+ × \d+ pixels$/);
    const choice = { format: 'png', ratio: 12, overlays: true, colourBar: true } as const;
    expect(await test.bench.pictureSaver.save(choice)).toBe(false);
    expect(test.bench.notices.shown.at(-1)!.message).toMatch(sentence);
    expect(plotPng).not.toHaveBeenCalled();
  });
});

describe('the dialog’s Copy', () => {
  beforeEach(async () => {
    fakeClipboard();
    test = await openWindow();
    await openSample(test);
    test.bench.commands.dialog = 'save-picture';
    await screen.findByRole('button', { name: 'Copy to clipboard' });
  });
  const dialog = () => within(screen.getByRole('dialog', { name: 'Save picture' }));
  const copy = () => fireEvent.click(screen.getByRole('button', { name: 'Copy to clipboard' }));

  it('puts on the clipboard what Save would write', async () => {
    await fireEvent.click(dialog().getByRole('checkbox', { name: 'Colour bar' }));
    await fireEvent.click(screen.getByRole('radio', { name: '2× the view' }));
    await fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(test.saved).toHaveLength(1));
    test.bench.commands.dialog = 'save-picture';
    await screen.findByRole('dialog');
    await fireEvent.click(dialog().getByRole('checkbox', { name: 'Colour bar' }));
    await fireEvent.click(screen.getByRole('radio', { name: '2× the view' }));
    await copy();
    await waitFor(() => expect(write).toHaveBeenCalledOnce());
    const [saved, copied] = plotPng.mock.calls as unknown as [unknown[], unknown[]];
    // The view is 20 pixels high: with a bar the sheet is higher.
    expect((saved[1] as { height: number }).height).toBeGreaterThan(20);
    expect(copied).toEqual(saved);
  });

  it('says that the clipboard takes no SVG where it takes none', async () => {
    await fireEvent.click(screen.getByRole('radio', { name: 'SVG' }));
    await copy();
    expect((await screen.findByRole('alert')).textContent).toContain('takes no SVG');
    expect(write).not.toHaveBeenCalled();
  });
});

describe('a file that the window has made', () => {
  const saveFile = vi.fn<Host['saveFile']>();
  const choice = { format: 'png', ratio: 1, overlays: true, colourBar: false } as const;
  beforeEach(() => {
    saveFile.mockReset().mockResolvedValue({ name: 'chosen.png' });
  });

  it('goes through the shell with a proper name, which says where it went', async () => {
    test = await openWindow({ host: { kind: 'electron', saveFile } });
    await openSample(test);
    await test.bench.pictureSaver.save(choice);
    expect(saveFile).toHaveBeenCalledWith(expect.stringMatching(/^[\w.-]+\.png$/), PICTURE);
    expect(await screen.findByText('Wrote the picture to chosen.png.')).toBeTruthy();
    expect(test.saved).toEqual([]);
  });

  it('is not spoken of when the person cancels', async () => {
    test = await openWindow({ host: { kind: 'electron', saveFile } });
    await openSample(test);
    saveFile.mockResolvedValue(null);
    expect(await test.bench.pictureSaver.save(choice)).toBe(false);
    expect(test.bench.notices.shown).toEqual([]);
  });

  it('is reported in one sentence when it cannot be written', async () => {
    test = await openWindow({ host: { kind: 'electron', saveFile } });
    saveFile.mockRejectedValue(new Error('Cannot write the file, the disk is full: /x/plot.svg'));
    expect(await test.bench.saveFile(PICTURE, 'plot.svg', 'the plot')).toBe(false);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'Cannot write the file, the disk is full',
    );
  });

  it('is refused where it is too large to cross', async () => {
    test = await openWindow({ host: { kind: 'electron', saveFile } });
    const huge = { size: MAX_MADE_BYTES + 1 } as Blob;
    expect(await test.bench.saveFile(huge, 'plot.svg', 'the plot')).toBe(false);
    expect(saveFile).not.toHaveBeenCalled();
    expect((await screen.findByRole('alert')).textContent).toContain(`${MAX_MADE_BYTES + 1} bytes`);
  });

  it('is a download in a browser', async () => {
    test = await openWindow();
    await test.bench.saveFile(PICTURE, 'plot.png', 'the plot');
    expect(test.saved).toEqual([{ name: 'plot.png', blob: PICTURE }]);
    expect(await screen.findByText('Handed the plot to the browser as plot.png.')).toBeTruthy();
  });
});

describe('copying the picture', () => {
  beforeEach(async () => {
    fakeClipboard();
    test = await openWindow();
    await openSample(test);
  });
  const copy = (): Promise<boolean> => fireEvent.keyDown(window, { key: 'C', ctrlKey: true, shiftKey: true });

  it('is Ctrl+Shift+C: one PNG', async () => {
    await copy();
    expect(await screen.findByText('The picture is on the clipboard.')).toBeTruthy();
    const [items] = write.mock.calls[0]!;
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0]!.parts)).toEqual(['image/png']);
    expect(await items[0]!.parts['image/png']).toBe(PICTURE);
  });

  it('says what to do when the clipboard refuses', async () => {
    write.mockRejectedValue(new DOMException('Write permission denied.', 'NotAllowedError'));
    await copy();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The picture could not be put on the clipboard.');
    expect(alert.textContent).toContain('save the picture as PNG instead');
  });

  it('says what is wrong with the picture rather than that it was not taken', async () => {
    plotPng.mockRejectedValue(new Error('The picture is too large to paint.'));
    await copy();
    expect((await screen.findByRole('alert')).textContent).toContain('too large to paint');
  });

  it('is refused where there is no clipboard', async () => {
    vi.stubGlobal('ClipboardItem', undefined);
    await copy();
    expect((await screen.findByRole('alert')).textContent).toContain('no clipboard for pictures');
  });
});

describe('a document that cannot be kept', () => {
  it('is told in a notice with what to do', async () => {
    test = await openWindow();
    test.engine.send({
      type: 'not-kept',
      error: { code: 'file-unwritable', message: 'It could not be kept.', remedy: 'Save the session.' },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('It could not be kept.');
    expect(alert.textContent).toContain('Save the session.');
    await waitFor(() => expect(test.bench.notices.shown).toHaveLength(1));
  });
});
