import { readFileSync } from 'node:fs';

/** Directions in a header's own frame and in ICRS, degrees, by astropy. */
interface FrameCase {
  readonly name: string;
  readonly cards: Record<string, number | string>;
  readonly native: [number, number][];
  readonly icrs: [number, number][];
}

export function frameCases(): FrameCase[] {
  const file = new URL('../unit/core/wcs/astropy.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { frames: FrameCase[] }).frames;
}

/** The cards of a header of 1 degree a pixel, and what they are to say besides. */
export function tangentCards(cards: Record<string, number | string>): Record<string, number | string> {
  return { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CDELT1: -1, CDELT2: 1, ...cards };
}

/** How near a frame comes to astropy: precession is that which defines each frame, not IAU 2006; the ecliptic leaves out the
 * frame bias. */
export function limitArcsec(frame: string): number {
  const wider: Record<string, number> = { 'FK5 of 1987': 0.1, 'FK4 of 1900': 0.1, ecliptic: 0.05 };
  return wider[frame] ?? 0.001;
}
