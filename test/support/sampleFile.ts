import path from 'node:path';

/** The image that the program brings along. */
export const sampleFile = path.resolve(
  import.meta.dirname,
  '../../resources/sample/47tuc-acs-hrc-f606w.fits',
);
