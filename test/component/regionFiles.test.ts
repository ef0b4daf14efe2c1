import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSample, openWindow, type TestWindow } from './harness.ts';

let test: TestWindow;
beforeEach(async () => {
  localStorage.clear();
  test = await openWindow();
  await openSample(test);
});
afterEach(() => test.close());

const panel = () => within(document.querySelector<HTMLElement>('[data-panel=regions]')!);
const regions = () => test.bench.store.active!.regions;

async function load(text: string): Promise<void> {
  const file = new File([text], 'field.reg', { type: 'text/plain' });
  await fireEvent.change(panel().getByLabelText('Region file'), { target: { files: [file] } });
}

const FILE = `# Region file format: DS9 version 4.1
image
circle(30,40,5) # color=red text={a} fixed=1 font="times 12 bold roman"
-ellipse(60,70,4,2,8,4,30) # tag={one} tag={two}
panda(1,2,0,360,4,5,10,2)
box(10,20,4,6,0) # callback={select f g}
`;

describe('a region file', () => {
  it('is read: its shapes, and what of it was not kept', async () => {
    await load(FILE);
    await waitFor(() => expect(regions()).toHaveLength(3));
    expect(regions().map(({ shape, include }) => [shape.kind, include])).toEqual([
      ['circle', true],
      ['ellipse', false],
      ['box', true],
    ]);
    const report = panel()
      .getByText(/^Not kept of field\.reg: 2$/)
      .closest('details')!;
    expect([...report.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      'Line 5: The panda is left out: there is nothing like a panda here.',
      'Line 6: Of the box: callback is not kept.',
    ]);
    test.bench.regions.select(regions()[0]!.id);
    expect(
      await panel().findByText('Kept for the region file: fixed=1, font=times 12 bold roman.'),
    ).toBeTruthy();
    await fireEvent.click(panel().getByRole('button', { name: 'Close the list' }));
    expect(panel().queryByText(/^Not kept of/)).toBeNull();
  });

  it('is written with all that was kept', async () => {
    await load(FILE);
    await waitFor(() => expect(regions()).toHaveLength(3));
    await fireEvent.click(panel().getByRole('button', { name: 'Save .reg' }));
    await waitFor(() => expect(test.saved).toHaveLength(1));
    expect(test.saved[0]!.name).toBe('synthetic_field.reg');
    const lines = (await test.saved[0]!.blob.text()).split('\n');
    expect(lines[0]).toBe('# Region file format: DS9 version 4.1');
    expect(lines.slice(2)).toEqual([
      'image',
      'circle(30,40,5) # color=red text={a} fixed=1 font="times 12 bold roman"',
      '-ellipse(60,70,4,2,8,4,30) # tag={one} tag={two}',
      'box(10,20,4,6,0)',
      '',
    ]);
  });

  it('of the sky on an image without one is read, and what is not drawn is said', async () => {
    await load('image; circle(1,2,3)\nicrs; circle(10,20,3")');
    expect(
      await screen.findByText(
        'Read 2 regions from field.reg; not drawn: 1 region without a place on this image.',
      ),
    ).toBeTruthy();
    expect(regions().map(({ system }) => system)).toEqual(['image', 'icrs']);
  });

  it('is read where it is dropped on the window', async () => {
    await test.bench.commands.drop([new File(['image; circle(1,2,3)'], 'field.REG')]);
    await waitFor(() => expect(regions()).toMatchObject([{ shape: { kind: 'circle', centre: [1, 2] } }]));
    expect(await screen.findByText('Read 1 region from field.REG.')).toBeTruthy();
    expect(test.bench.store.document.tables).toEqual([]);
  });

  it('that holds no text is refused in one sentence', async () => {
    await load('SIMPLE  = T\0\0\nbox');
    expect(
      await screen.findByText(/This is not a region file: it holds bytes that are no text\./),
    ).toBeTruthy();
    expect(panel().queryByText(/^Not kept of/)).toBeNull();
  });

  it('without regions changes nothing and says so', async () => {
    await load('panda(1,2,0,360,4,5,10,2)');
    expect(await screen.findByText('There are no regions in field.reg that can be shown.')).toBeTruthy();
    expect(regions()).toEqual([]);
  });
});
