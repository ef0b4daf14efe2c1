/** How three images become colours: `lupton` keeps the colour of a pixel however bright it is, `channels` stretches each
 * image for itself, so that what is bright in all of them is white. */
export type CompositeMethod = 'lupton' | 'channels';
export const COMPOSITE_METHODS = ['lupton', 'channels'] as const satisfies readonly CompositeMethod[];

/** For red, green and blue. */
export type Triple = readonly [number, number, number];

/** What makes colours of three pixels. A channel's intensity is (pixel - minimum) weight. */
export interface CompositeLook {
  readonly method: CompositeMethod;
  /** The raw pixel values that are black. */
  readonly minimum: Triple;
  /** White balance: what the channels are multiplied by. */
  readonly weights: Triple;
  /** Of `lupton`: the intensity up to which the picture is about linear, a tenth of it being a tenth of white.
   * Of `channels`: the intensity that is white. Above 0. */
  readonly stretch: number;
  /** How much the bright is held back, asinh(q x); 0 is linear. */
  readonly q: number;
}

/** Bounds of q; astropy takes less than 2^-23 for 0.1. */
export const Q_LIMITS = { min: 0, max: 1000 } as const;

/** The look for pixels from which offsets were subtracted. */
export function lookWithout(look: CompositeLook, [red, green, blue]: Triple): CompositeLook {
  const [red0, green0, blue0] = look.minimum;
  return { ...look, minimum: [red0 - red, green0 - green, blue0 - blue] };
}
