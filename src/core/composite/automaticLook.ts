import type { CompositeLook, CompositeMethod, Triple } from './look.ts';

/** Where the pixels of an image lie: its background, and what only its brightest pixels reach. */
export interface ChannelLevels {
  readonly background: number;
  readonly bright: number;
}

/** The percentiles that stand for the two, of the finite pixels. */
export const LEVEL_PERCENTILES = { low: 3, high: 98 } as const;

/** How much of the bright part's intensity the stretch of `lupton` is: the rest is where asinh bends. */
const FAINT_SHARE = 0.3;
const USUAL_Q = 8;

/** A look in which the backgrounds are black and the brightest pixels of the three images white together.
 *
 * Method: minimum = background; weight = what brings bright - background of a channel to that of red;
 *         stretch = three tenths of that, q = 8.
 * Non-finite: a channel without contrast has the weight 1; where red has none, the stretch is 1.
 * Source: the defaults of astropy.visualization.make_lupton_rgb for q. */
export function automaticLook(
  channels: readonly [ChannelLevels, ChannelLevels, ChannelLevels],
): CompositeLook {
  const spans = channels.map(({ background, bright }) => (bright > background ? bright - background : 0));
  const [red] = spans as [number];
  return {
    method: 'lupton',
    minimum: channels.map(({ background }) => finiteOr(background, 0)) as unknown as Triple,
    weights: spans.map((span) => (span > 0 && red > 0 ? red / span : 1)) as unknown as Triple,
    stretch: red > 0 ? FAINT_SHARE * red : 1,
    q: USUAL_Q,
  };
}

function finiteOr(value: number, other: number): number {
  return Number.isFinite(value) ? value : other;
}

/** The look by another method, about as bright: what is the stretch of the one is a part of that of the other. */
export function withMethod(look: CompositeLook, method: CompositeMethod): CompositeLook {
  if (method === look.method) return look;
  const { stretch } = look;
  return { ...look, method, stretch: method === 'lupton' ? stretch * FAINT_SHARE : stretch / FAINT_SHARE };
}
