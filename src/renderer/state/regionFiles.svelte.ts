import { pixelShape, type RegionLoss } from '../../core/region/index.ts';
import { findStep } from '../../shared/index.ts';
import { grouped } from '../canvas/plots/legendMarks.ts';
import { physicalGridOf, readRegionFile, regionFileOf } from './regionFile.ts';
import type { Workbench } from './workbench.svelte.ts';

/** Region files of the active image, and what of the last one could not be kept. */
export class RegionFiles {
  report = $state.raw<{ readonly title: string; readonly lost: readonly RegionLoss[] } | null>(null);

  readonly #bench: Workbench;

  constructor(bench: Workbench) {
    this.#bench = bench;
  }

  async load(file: File): Promise<void> {
    const { client, notices, regions, store } = this.#bench;
    const view = store.active;
    if (!view) {
      notices.warning(`Regions lie on an image: open one before ${file.name}.`);
      return;
    }
    this.report = null;
    try {
      const hdu = Number(findStep(store.document.recipe, view.steps.source)?.params['hdu'] ?? 0);
      const physical = view.handle ? await physicalGridOf(client, view.handle, hdu) : null;
      const { wcs } = regions;
      const found = await readRegionFile(file, wcs, physical);
      if (found.lost.length > 0) this.report = { title: `Not kept of ${file.name}`, lost: found.lost };
      if (found.regions.length === 0) {
        notices.warning(`There are no regions in ${file.name} that can be shown.`);
        return;
      }
      store.act({ type: 'add-regions', image: view.id, regions: [...found.regions] });
      const unplaced = found.regions.filter((region) => !pixelShape(region, wcs)).length;
      const read = `Read ${counted(found.regions.length)} from ${file.name}`;
      if (unplaced === 0) notices.done(`${read}.`);
      else notices.warning(`${read}; not drawn: ${counted(unplaced)} without a place on this image.`);
    } catch (error) {
      notices.error(error, file.name);
    }
  }

  async save(system: 'own' | 'image' | 'icrs' | 'fk5'): Promise<void> {
    const { files, notices, regions } = this.#bench;
    const name = `${(files.active?.name ?? 'image').replace(/(\.(fits?|fts|fz|gz))+$/i, '')}.reg`;
    const { blob, written, lost } = regionFileOf(regions.list, system, regions.wcs);
    if (written === 0) notices.warning('No region has a place in these coordinates: no file was made.');
    else if (!(await this.#bench.saveFile(blob, name, counted(written)))) return;
    this.report = lost.length > 0 ? { title: `Not kept in ${name}`, lost } : null;
  }
}

function counted(regions: number): string {
  return `${grouped(regions)} ${regions === 1 ? 'region' : 'regions'}`;
}
