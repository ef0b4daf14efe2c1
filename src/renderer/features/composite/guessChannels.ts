/** Filters in order of their wavelengths; R, G and B of a camera are among them rightly. */
const BANDS = ['u', 'b', 'g', 'v', 'r', 'i', 'z', 'y', 'j', 'h', 'k', 'ks', 'w1', 'w2', 'w3', 'w4'];
/** As in F606W: hundreds of nanometres of HST's optical filters come below those of its infrared ones. */
const INFRARED_FROM = 180;

/** Which three of some images are red, green and blue, by the filters in their titles: the longest wavelength is red.
 * Where the titles tell nothing, the order of the images is that of red, green and blue. */
export function guessChannels(titles: readonly string[]): readonly [number, number, number] {
  const known = titles
    .map((title, image) => ({ image, wavelength: wavelengthOf(title) }))
    .filter((one): one is { image: number; wavelength: number } => one.wavelength !== null)
    .sort((a, b) => b.wavelength - a.wavelength);
  const distinct = known.filter((one, i) => i === 0 || one.wavelength !== known[i - 1]!.wavelength);
  if (distinct.length >= 3) {
    const middle = distinct[Math.floor((distinct.length - 1) / 2)]!;
    return [distinct[0]!.image, middle.image, distinct.at(-1)!.image];
  }
  const last = Math.max(titles.length - 1, 0);
  return [0, Math.min(1, last), Math.min(2, last)];
}

/** Something that grows with the wavelength of the filter in a title; null where there is none. */
function wavelengthOf(title: string): number | null {
  const words = title.toLowerCase().split(/[^a-z0-9]+/);
  const hst = words.map((word) => /^f(\d{3,4})[wmnx]$/.exec(word)?.[1]).find(Boolean);
  if (hst) return Number(hst) < INFRARED_FROM ? 1000 + Number(hst) : Number(hst);
  const place = words.map((word) => BANDS.indexOf(word)).filter((band) => band >= 0);
  return place.at(-1) ?? null;
}
