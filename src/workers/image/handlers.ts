import type { ImageJobs } from '../../shared/imageJobs.ts';
import type { HandlersOf } from '../handler.ts';
import { makeExampleImage } from './exampleImage.ts';
import { imageRows } from './imageRows.ts';
import { imageTile } from './imageTile.ts';
import { profileOfLine } from './lineProfile.ts';
import { maskRegions } from './maskRegions.ts';
import { histogramOfRegion } from './regionHistogram.ts';
import { storedRows } from './storedRows.ts';
import { touchMemory } from './touchMemory.ts';
import { measureImage, wholeImage } from './wholeImage.ts';

export const imageHandlers: HandlersOf<ImageJobs> = {
  exampleImage: makeExampleImage,
  imageRows,
  imageTile,
  lineProfile: profileOfLine,
  maskRegions,
  regionHistogram: histogramOfRegion,
  storedRows,
  touchMemory,
  wholeImage,
  measureImage,
};
