import type { PointMap } from '../../core/image/index.ts';
import type {
  CatalogueSummary,
  HistogramSummary,
  ImageSummary,
  LimitsSummary,
  PeaksSummary,
} from '../../shared/index.ts';
import { Evaluation, type Evaluate } from './evaluation.svelte.ts';
import type { StarField } from './starField.ts';

/** What has been computed for one image of the document. */
export class ImageResults {
  readonly id: string;
  /** The picture; of it only the pixels below its maps matter here, since the window paints those itself. */
  readonly pixels: Evaluation<ImageSummary>;
  readonly limits: Evaluation<LimitsSummary>;
  readonly histogram: Evaluation<HistogramSummary>;
  /** Counts between the limits, for a picture whose histogram is equalised. */
  readonly equalisation: Evaluation<HistogramSummary>;
  readonly maxima: Evaluation<PeaksSummary>;
  readonly cut: Evaluation<CatalogueSummary>;
  /** How a result that is still computed will look; null where that is not known, or it is there. */
  preview = $state.raw<ImageSummary | null>(null);
  /** The kept maxima; null until they arrived. */
  stars = $state.raw<StarField | null>(null);
  /** Percentile limits as raw pixel values, which outlive a change of stretch. */
  rawLimits = $state.raw<{ readonly low: number; readonly high: number } | null>(null);
  /** The pixels have waited long enough for their limits: they are painted between their extrema meanwhile. */
  impatient = $state(false);
  /** A colour map that the pointer is over in the menu; null when none is tried. */
  triedColormap = $state<string | null>(null);
  /** The stretch in whose units the histogram is. */
  histogramStretch = $state<string | null>(null);
  /** Counts up with every new catalogue. */
  catalogueVersion = $state(0);

  /** What the histogram was asked for: its input's signature and its range. */
  histogramOf: {
    readonly input: string;
    readonly range: readonly [number, number];
    readonly stretch: string;
  } | null = null;
  /** The picture's maps do not exist (a maximum not above 0, say): the pixels are asked for without them. */
  plain = false;
  /** The pixels' signature that everything else here belongs to. */
  pixelsOf = '';

  constructor(
    id: string,
    evaluate: Evaluate,
    onsettled: (results: ImageResults, slot: Slot, error: unknown) => void,
  ) {
    const slot = (name: Slot) => (error: unknown) => onsettled(this, name, error);
    this.id = id;
    this.pixels = new Evaluation('Reading the image', evaluate, slot('pixels'));
    this.limits = new Evaluation('Percentile limits', evaluate, slot('limits'));
    this.histogram = new Evaluation('Histogram', evaluate, slot('histogram'));
    this.equalisation = new Evaluation('Histogram equalisation', evaluate, slot('equalisation'));
    this.maxima = new Evaluation('Finding stars', evaluate, slot('maxima'));
    this.cut = new Evaluation('Flux cut', evaluate, slot('cut'));
  }

  /** Drops all that belongs to other pixels; the last picture stays until the next is there. Where a parameter of what makes
   * them moves, that is the last preview, and it keeps its limits. */
  forgetPixels(parameterMoves = false): void {
    if (!parameterMoves) this.preview = null;
    this.limits.clear();
    this.histogram.clear();
    this.equalisation.clear();
    this.maxima.clear();
    this.cut.clear();
    this.stars = null;
    if (!parameterMoves) this.rawLimits = null;
    this.impatient = false;
    this.plain = false;
    this.histogramOf = null;
  }

  /** Lets every step be asked for again, keeping what is shown. */
  forgetWishes(): void {
    const { pixels, limits, histogram, equalisation, maxima, cut } = this;
    for (const evaluation of [pixels, limits, histogram, equalisation, maxima, cut]) evaluation.forget();
    this.histogramOf = null;
  }
}

export type Slot = 'pixels' | 'limits' | 'histogram' | 'equalisation' | 'maxima' | 'cut';

/** The maps from raw pixels to what the limits are expressed in. */
export function inputMaps(stretch: string, pixels: ImageSummary): readonly PointMap[] {
  const book = stretch === 'book' && pixels.maximum > 0;
  return book ? [{ map: 'arcsinh-normalise', maximum: pixels.maximum }] : [];
}
