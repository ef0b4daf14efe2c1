import { COLORMAP_GROUPS } from '../../core/colormap/index.ts';
import { loadedColormapId, type LoadedColormap } from '../../shared/index.ts';

export interface ColormapGroup {
  readonly title: string;
  readonly maps: readonly { readonly id: string; readonly title: string }[];
}

/** The colour maps to choose from: those of the document first. */
export function colormapGroups(loaded: readonly LoadedColormap[]): readonly ColormapGroup[] {
  const own = loaded.map(({ name }) => ({ id: loadedColormapId(name), title: name }));
  return [
    ...(own.length > 0 ? [{ title: 'From files', maps: own }] : []),
    ...COLORMAP_GROUPS.map(({ title, names }) => ({
      title,
      maps: names.map((name) => ({ id: name, title: colormapTitle(name) })),
    })),
  ];
}

/** Names that DS9 and ColorBrewer write in letters of their own. */
const AS_WRITTEN = new Set(['a', 'b', 'bb', 'he', 'i8', 'aips0', 'sls', 'hsv', 'RdBu']);

/** A colour map as a menu names it. */
export function colormapTitle(id: string): string {
  if (id.startsWith('file:')) return id.slice(5);
  if (AS_WRITTEN.has(id)) return id;
  const words = id.replace('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same as one list. */
export function colormapOptions(
  loaded: readonly LoadedColormap[],
): readonly { readonly value: string; readonly title: string }[] {
  return colormapGroups(loaded).flatMap(({ maps }) => maps.map(({ id, title }) => ({ value: id, title })));
}
