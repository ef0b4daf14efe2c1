import { floatColumn, integerColumn } from '../table/index.ts';
import { lengthParameter, seedParameter, type NumberParameter, type SynthRecipe } from './recipe.ts';
import { createRandomState, type RandomState } from './randomState.ts';
import { addStar, createProfile, type Profile } from './starProfile.ts';

const number = (
  title: string,
  description: string,
  standard: number,
  min: number,
  max: number,
  unit = 'electron',
): NumberParameter => ({ kind: 'number', title, description, unit, default: standard, min, max });

/** A field of stars with sky, photon noise and read noise, and the catalogue it was made from.
 *
 * Method: positions uniform over the image, fluxes between the limits with a density falling as flux^-3/2 (many faint, few
 *         bright); each star is its profile at the pixel centres, up to where it is lost in the noise; noise is normal,
 *         its variance the expected electrons plus the read noise squared (the normal approximation of photon noise, good
 *         above some tens of electrons).
 * Shape:  width × height float32; the truth has a row per star.
 * Units:  electrons, pixels; a star's flux is the integral of its whole profile.
 * Cost:   50 ns a pixel, and 10 (Gaussian) to 200 ns (Moffat) a pixel of each star.
 * Source: Moffat 1969 for the profile. */
export const starField: SynthRecipe = {
  name: 'star-field',
  title: 'Star field',
  summary:
    'Stars with Gaussian or Moffat profiles on a sky, with noise, and the catalogue they were made from.',
  output: 'image',
  parameters: {
    seed: seedParameter(0),
    width: lengthParameter('Width', 512, 1),
    height: lengthParameter('Height', 512, 1),
    stars: {
      kind: 'integer',
      title: 'Stars',
      description: 'How many stars there are.',
      default: 300,
      min: 0,
      max: 1_000_000,
    },
    psf: {
      kind: 'choice',
      title: 'Profile',
      description: 'The profile of a star.',
      default: 'gaussian',
      options: [
        { value: 'gaussian', title: 'Gaussian' },
        { value: 'moffat', title: 'Moffat' },
      ],
    },
    fwhm: number('FWHM', 'Full width of a star at half its height.', 3, 0.5, 100, 'pixel'),
    beta: number('Beta', 'Exponent of the Moffat profile: small ones have wide wings.', 2.5, 1.1, 20, ''),
    flux_min: number('Faintest flux', 'Flux of the faintest stars.', 300, 1e-3, 1e12),
    flux_max: number('Brightest flux', 'Flux of the brightest stars.', 300_000, 1e-3, 1e12),
    sky: number('Sky', 'Sky in each pixel.', 100, 0, 1e9),
    read_noise: number('Read noise', 'Standard deviation of the read noise.', 5, 0, 1e6),
  },
  make(values) {
    const { seed, width, height, stars, fwhm, beta, sky, read_noise } = values as Record<string, number>;
    const random = createRandomState(seed);
    const catalogue = drawStars(random, values as Record<string, number>);
    const data = new Float32Array(width * height).fill(sky);
    const image = { data, width, height };
    const psf = values['psf'] as Profile['kind'];
    const noise = Math.sqrt(sky + read_noise * read_noise);
    const profile = createProfile(psf, fwhm, beta, noise);
    for (let i = 0; i < stars; i++)
      addStar(image, profile, catalogue.x[i], catalogue.y[i], catalogue.flux[i]);
    for (let i = 0; i < data.length; i++)
      data[i] += random.standardNormal() * Math.sqrt(data[i] + read_noise * read_noise);
    return {
      kind: 'image',
      ...image,
      cards: [
        { keyword: 'BUNIT', value: 'electron', comment: 'unit of the pixels' },
        { keyword: 'SYNTH', value: 'star-field', comment: 'recipe of this synthetic image' },
        { keyword: 'SEED', value: seed, comment: 'seed of the random numbers' },
        { keyword: 'NSTARS', value: stars, comment: 'stars in the catalogue' },
        { keyword: 'PSF', value: psf, comment: 'profile of the stars' },
        { keyword: 'FWHM', value: fwhm, comment: '[pixel] full width at half maximum' },
        ...(psf === 'moffat' ? [{ keyword: 'BETA', value: beta, comment: 'Moffat exponent' }] : []),
        { keyword: 'SKY', value: sky, comment: '[electron] sky in each pixel' },
        { keyword: 'RDNOISE', value: read_noise, comment: '[electron] read noise' },
      ],
      truth: {
        kind: 'table',
        columns: [
          integerColumn(
            'id',
            Int32Array.from({ length: stars }, (_, i) => i + 1),
            '',
            '',
            'meta.id',
          ),
          floatColumn('x', catalogue.x.map(fromOne), 'pix', '', 'pos.cartesian.x'),
          floatColumn('y', catalogue.y.map(fromOne), 'pix', '', 'pos.cartesian.y'),
          floatColumn('flux', catalogue.flux, 'electron', '', 'phot.count'),
        ],
        rows: stars,
        facts: {},
      },
    };
  },
};

/** Positions in 0-based pixels, and fluxes. */
function drawStars(
  random: RandomState,
  { stars, width, height, flux_min, flux_max }: Record<string, number>,
): { x: Float64Array; y: Float64Array; flux: Float64Array } {
  const x = Float64Array.from({ length: stars }, () => random.uniform(-0.5, width - 0.5));
  const y = Float64Array.from({ length: stars }, () => random.uniform(-0.5, height - 0.5));
  // The inverse of the cumulative distribution of flux^-3/2 between the limits.
  const faint = 1 / Math.sqrt(Math.min(flux_min, flux_max));
  const bright = 1 / Math.sqrt(Math.max(flux_min, flux_max));
  const flux = Float64Array.from({ length: stars }, () => {
    const root = faint - random.random() * (faint - bright);
    return 1 / (root * root);
  });
  return { x, y, flux };
}

function fromOne(position: number): number {
  return position + 1;
}
