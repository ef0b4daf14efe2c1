import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';
import { hasOpenableSuffix } from './openableSuffix.ts';

interface Entry {
  readonly id: string;
  readonly name: string;
}

export interface Listing {
  readonly folders: readonly Entry[];
  readonly files: readonly (Entry & { readonly bytes: number })[];
}

/** A path with its links resolved, and the name it is shown by. */
interface Place {
  readonly real: string;
  readonly name: string;
  readonly folder: boolean;
  readonly bytes: number;
}

const byName = new Intl.Collator('en', { numeric: true });

/** What the page's chooser may show: the files and folders that were named to `serve`, and what is inside them.
 * The page knows them by ids; a link that leads out of the named folders does not exist for it. */
export class OfferedFiles {
  readonly #roots: readonly Place[];
  readonly #idOf = new Map<string, string>();
  readonly #placeOf = new Map<string, Place>();

  private constructor(roots: readonly Place[]) {
    this.#roots = roots;
  }

  static async of(paths: readonly string[]): Promise<OfferedFiles> {
    const roots: Place[] = [];
    for (const named of paths) {
      const place = await placeAt(path.resolve(named));
      if (place === null) throw new AppError('file-missing', `There is no such file or folder: ${named}`);
      if (!roots.some((root) => root.real === place.real)) roots.push(place);
    }
    return new OfferedFiles(roots);
  }

  /** A folder's content; the named files and folders themselves for null. */
  async list(folderId: string | null): Promise<Listing> {
    const places = folderId === null ? this.#roots : await this.#inside(this.#known(folderId, true));
    const sorted = places.toSorted((a, b) => byName.compare(a.name, b.name));
    return {
      folders: sorted
        .filter((place) => place.folder)
        .map((place) => ({ id: this.#id(place), name: place.name })),
      files: sorted
        .filter((place) => !place.folder)
        .map((place) => ({ id: this.#id(place), name: place.name, bytes: place.bytes })),
    };
  }

  /** The path of a chosen file, looked at again: it may have become a link since it was listed. */
  async path(fileId: string): Promise<string> {
    const known = this.#known(fileId, false);
    const place = await placeAt(known.real);
    if (place === null) throw new AppError('file-missing', `${known.name} is no longer there.`);
    if (place.folder || !this.#covers(place.real)) {
      throw new AppError('refused', `${known.name} now leads out of the folders that are offered.`);
    }
    return place.real;
  }

  async #inside(folder: Place): Promise<Place[]> {
    let names: string[];
    try {
      names = await readdir(folder.real);
    } catch (cause) {
      throw new AppError('file-unreadable', `The folder ${folder.name} cannot be read.`, { cause });
    }
    const shown = names.filter((name) => !name.startsWith('.'));
    const places = await Promise.all(shown.map((name) => placeAt(path.join(folder.real, name))));
    return places.filter(
      (place): place is Place =>
        place !== null && (place.folder || hasOpenableSuffix(place.name)) && this.#covers(place.real),
    );
  }

  #covers(real: string): boolean {
    return this.#roots.some((root) => {
      if (root.real === real) return true;
      const relative = path.relative(root.real, real);
      return root.folder && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
    });
  }

  #id(place: Place): string {
    let id = this.#idOf.get(place.real);
    if (id === undefined) {
      id = `o${this.#idOf.size + 1}`;
      this.#idOf.set(place.real, id);
      this.#placeOf.set(id, place);
    }
    return id;
  }

  #known(id: string, folder: boolean): Place {
    const place = this.#placeOf.get(id);
    if (place?.folder === folder) return place;
    throw new AppError('not-found', `No ${folder ? 'folder' : 'file'} with the id ${id} has been listed.`);
  }
}

/** null for what is neither a file nor a folder, cannot be looked at, or has just gone. */
async function placeAt(named: string): Promise<Place | null> {
  try {
    const real = await realpath(named);
    const status = await stat(real);
    if (!status.isFile() && !status.isDirectory()) return null;
    return { real, name: path.basename(named), folder: status.isDirectory(), bytes: status.size };
  } catch {
    return null;
  }
}
