/** Corners of the maps, eight hexadecimal digits each: index, red, green, blue. Between them the maps are linear to
 * within 1/255.
 *
 * Source, values as matplotlib 3.6 gives them but for batlow:
 * - viridis, magma, inferno, plasma: N. J. Smith, S. van der Walt and E. Firing, 2015; CC0.
 * - cividis: J. R. Nunez, C. R. Anderton and R. S. Renslow, 2018, PLoS ONE 13, e0199239; given to matplotlib, its licence.
 * - turbo: A. Mikhailov, 2019, Google; Apache 2.0.
 * - twilight: B. Bechtold, 2016, github.com/bastibe/twilight; given to matplotlib, its licence.
 * - coolwarm: K. Moreland, 2009, Diverging Color Maps for Scientific Visualization, a published formula.
 * - RdBu: C. A. Brewer, colorbrewer2.org; Apache 2.0.
 * - gist_heat: D. H. Munro's Yorick, University of California; BSD.
 * - batlow: F. Crameri, 2018, Scientific colour maps, doi 10.5281/zenodo.1243862; MIT. */
export const CORNERS = {
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
  turbo:
    '0030123b 08392a73 104040a2 184456c7 20466be3 284680f6 2e448ffe 343d9efe 3d2eb4f2 481ccdd8 4f18dbc5 551ae4b6 ' +
    '5c27eea4 643ff68a 747dff56 7d9cfe40 85b1f936 91d0ea34 9fecd13a a9f9bc39 b4fea130 c0fb7e21 d0eb500e ded43305 ' +
    'ebb71d02 f8920b01 ff7a0403',
  twilight:
    '00e2d9e2 10d6d7dd 21c1cdd3 4093b4c6 5a769cc1 726684bd 8f5f64b5 a95e45a6 bd5a2d92 d0511a75 e73e1150 f4351140 ' +
    'ff2f1436',
  coolwarm:
    '003b4cc0 165572df 2a6f92f3 408db0fe 53a7c5fe 68c3d5f4 7cd9dce1 83e0dbd8 97f1cdba acf7b599 bef59c7d d4e8765c ' +
    'e8d44e41 f6c12b30 feb50927 ffb40426',
  RdBu: '0067001f 1ab3192c 34d7634f 4ef5a886 67fddcc9 80f6f7f7 9acfe4ef b48dc2dc cc4393c3 e62065ab ff053061',
  gist_heat: '00000000 80c00100 aaff5500 bfff7f00 ffffffff',
  batlow:
    '00011959 0808255b 100d315d 180f3b5f 20114360 28134b61 30175262 381b5962 40226061 482b655e 50356a59 58416f53 ' +
    '604d734d 685a7745 70677b3e 78747e38 7c7b8034 80828231 848a842f 8891862d 8c99882c 90a18a2b 94a98c2c 98b18d2f ' +
    '9cb98f32 a0c09036 a8cf9340 b0dd954d b8e9995c c0f29d6d c8f9a380 d0fca993 d8fdafa5 e0fdb4b6 e8fdbac7 f0fcc0d8 ' +
    'f8fbc6ea fffaccfa',
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
