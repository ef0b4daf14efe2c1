import type { ImageSummary } from '../../shared/index.ts';
import { cropSection, pixelEdges } from './cropRectangle.ts';
import type { InputHandlers } from './input.ts';
import type { StarLayer } from './starLayer.ts';
import type { ImagePoint, ViewerOptions } from './viewer.ts';
import { imageFromScreen, type ImageBounds, type Viewport } from './viewport.ts';

export interface DrawnShapesParts {
  readonly stars: Pick<StarLayer, 'setCrop' | 'setRegion'>;
  readonly options: Pick<ViewerOptions, 'oncrop' | 'onregion'>;
  readonly image: () => ImageSummary | null;
  readonly viewport: () => Viewport;
}

export interface DrawnShapes {
  readonly input: Pick<
    InputHandlers,
    'rectangle' | 'rectangleDone' | 'rectangleCancelled' | 'region' | 'regionDone'
  >;
  cancelCrop(): void;
  cancelRegion(): void;
}

/** The rectangle to crop by and the lasso, while they are drawn. */
export function createDrawnShapes({ stars, options, image, viewport }: DrawnShapesParts): DrawnShapes {
  let crop: ImageBounds | null = null;
  let region: readonly ImagePoint[] | null = null;

  function setCrop(next: ImageBounds | null): void {
    crop = next;
    stars.setCrop(crop && pixelEdges(crop));
  }

  function setRegion(next: readonly ImagePoint[] | null): void {
    region = next;
    stars.setRegion(region);
  }

  return {
    input: {
      rectangle(from, to) {
        const shown = image();
        setCrop(shown && cropSection(viewport(), shown, from, to));
      },
      rectangleDone() {
        const section = crop;
        setCrop(null);
        if (section) options.oncrop(section);
      },
      rectangleCancelled: () => setCrop(null),
      region: (corners) => setRegion(corners && corners.map((at) => imageFromScreen(viewport(), at))),
      regionDone(keys) {
        const polygon = region;
        setRegion(null);
        if (polygon) options.onregion?.(polygon, keys);
      },
    },
    cancelCrop: () => setCrop(null),
    cancelRegion: () => setRegion(null),
  };
}
