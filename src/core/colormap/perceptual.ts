/** Corners of the maps, eight hexadecimal digits each: index, red, green, blue. Between them the maps are linear to
 * within 1/255.
 *
 * Source: viridis, magma, inferno and plasma by N. J. Smith, S. van der Walt and E. Firing, 2015, released under CC0;
 * cividis by J. R. Nunez, C. R. Anderton and R. S. Renslow, 2018, PLoS ONE 13, e0199239 (CC0). Values as matplotlib
 * 3.6 gives them. */
export const PERCEPTUAL_CORNERS = {
  viridis:
    '00440154 14481d6f 2346307e 3b3d4d8a 5d2d708e 841f948c 931fa287 a22ab07f b344bf70 c66ccd5a dfaadc32 ' +
    'edd0e11c f4e2e418 fdf8e621 fffde725',
  magma:
    '00000004 0703030f 140e0b2b 26251255 3036106b 3a471078 4b621980 69912b81 85bf3a77 98dc4869 a8ef5d5e ' +
    'b6f8765c c3fc8e64 d5feb078 effde0a1 fffcfdbf',
  inferno:
    '00000004 07030210 16120a32 23260c51 2d380962 3a4d0d6c 52741a6e 6a9a2865 80bc3754 97da4e3c acef6c23 ' +
    'c2fa9207 c9fc9f07 d2fcb014 e1f8cd37 edf3e55d f4f1f179 fbf6fa96 fffcffa4',
  plasma:
    '000d0887 08220690 1f4b03a1 346c00a8 428104a7 529814a0 70bc3587 95de5f65 baf68d45 d2fdaf31 e3fdca26 ' +
    'eef9dc24 fbf2f227 fff0f921',
  cividis:
    '0000224e 14003070 17013271 1d143670 29293f6e 41444f6c 66666970 827e7d78 a39e9676 c7c3b369 e2e0cb56 ' +
    'f4f5dc41 fbfde334 fffee838',
} as const;

/** The 256 colours of corners, as red, green and blue levels. */
export function coloursOfCorners(corners: string): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  let from: readonly number[] | undefined;
  for (const text of corners.split(' ')) {
    const corner = [0, 2, 4, 6].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
    const start = from ?? corner;
    for (let i = start[0]!; i <= corner[0]!; i++) {
      const fraction = corner[0] === start[0] ? 0 : (i - start[0]!) / (corner[0]! - start[0]!);
      for (let k = 0; k < 3; k++) {
        colours[3 * i + k] = Math.floor(start[k + 1]! + (corner[k + 1]! - start[k + 1]!) * fraction + 0.5);
      }
    }
    from = corner;
  }
  return colours;
}
