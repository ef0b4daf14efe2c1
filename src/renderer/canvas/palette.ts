/** A colour as CSS text and as its three components, 0 to 255. */
export interface Colour {
  readonly css: string;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The colours the viewer takes from the window's tokens. */
export interface Palette {
  /** Around the image. */
  readonly background: Colour;
  /** Circles of stars. */
  readonly star: Colour;
  /** The selected star and the crop rectangle. */
  readonly selected: Colour;
}

/** Token of each colour, and what it is where the page has no such token. */
const TOKENS: Readonly<Record<keyof Palette, readonly [token: string, otherwise: string]>> = {
  background: ['--picture', '#06080a'],
  star: ['--star', '#f0a04b'],
  selected: ['--accent', '#63b8cc'],
};

/** The palette as the tokens stand at `host`. Tokens may be any CSS expression, so the browser resolves them on a probe. */
export function readPalette(host: HTMLElement): Palette {
  const probe = host.ownerDocument.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const canvas = host.ownerDocument.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = ([token, otherwise]: readonly [string, string]): Colour => {
    probe.style.color = `var(${token}, ${otherwise})`;
    const css = getComputedStyle(probe).color;
    if (!context) return { css, red: 255, green: 255, blue: 255 };
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return { css, red, green, blue };
  };
  const palette: Palette = {
    background: read(TOKENS.background),
    star: read(TOKENS.star),
    selected: read(TOKENS.selected),
  };
  probe.remove();
  return palette;
}

/** Calls back when the theme of the page may have changed. */
export function watchTheme(document: Document, onchange: () => void): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', onchange);
  const observer = new MutationObserver(onchange);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style'],
  });
  return () => {
    query.removeEventListener('change', onchange);
    observer.disconnect();
  };
}
