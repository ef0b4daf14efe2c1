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

/** A colour map as a menu names it. DS9's of one or two letters are written as DS9 writes them. */
export function colormapTitle(id: string): string {
  if (id.startsWith('file:')) return id.slice(5);
  if (id.length <= 3 || id === 'aips0' || id === 'RdBu') return id;
  const words = id.replace('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same as one list. */
export function colormapOptions(
  loaded: readonly LoadedColormap[],
): readonly { readonly value: string; readonly title: string }[] {
  return colormapGroups(loaded).flatMap(({ maps }) => maps.map(({ id, title }) => ({ value: id, title })));
}
