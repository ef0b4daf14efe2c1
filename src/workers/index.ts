import { errorRecord } from '../core/errors/index.ts';
import { argsort } from '../core/catalogue/index.ts';
import type { JobAnswer, JobMessage, Jobs } from '../shared/jobs.ts';
import { brightestFirst } from './brightestFirst.ts';
import { csvText, starColumnsJob } from './catalogueText.ts';
import { clusterHandlers } from './cluster/handlers.ts';
import type { HandlersOf } from './handler.ts';
import { hierarchyHandlers } from './hierarchy/handlers.ts';
import { imageHandlers } from './image/handlers.ts';
import { pictureHandlers } from './picture/handlers.ts';
import { readCutout, readPixel, readPixelTexts } from './readPixel.ts';
import { readIntegerExtrema } from './readIntegers.ts';
import { regressionHandlers } from './regression/handlers.ts';
import { runPass, runSample } from './runPass.ts';
import { carriedTexts, headerText, scanFile } from './scanFile.ts';
import { tableHandlers } from './table/handlers.ts';
import { sessionHandlers } from './session/handlers.ts';
import { readTile } from './tile.ts';
import { transferring } from './transfer.ts';

const HANDLERS: HandlersOf<Jobs> = {
  scan: scanFile,
  header: headerText,
  carriedCards: carriedTexts,
  sample: runSample,
  pass: runPass,
  tile: readTile,
  pixel: readPixel,
  pixelTexts: readPixelTexts,
  integerExtrema: readIntegerExtrema,
  cutout: readCutout,
  order: ({ column, descending }) => argsort(column, descending),
  starColumns: starColumnsJob,
  brightestFirst,
  csv: csvText,
  // The second reader is large and rarely wanted.
  verify: async (input) => (await import('./verify.ts')).verifyFile(input),
  ...regressionHandlers,
  ...clusterHandlers,
  ...hierarchyHandlers,
  ...imageHandlers,
  ...pictureHandlers,
  ...tableHandlers,
  ...sessionHandlers,
};

/** The pool's entry: runs one job, and answers with a result, since an error's fields are lost between threads. */
export default async function runJob({ job, input }: JobMessage): Promise<JobAnswer> {
  try {
    const handler = HANDLERS[job] as (input: unknown) => unknown;
    return transferring({ ok: true, value: await handler(input) }) as JobAnswer;
  } catch (error) {
    return { ok: false, error: errorRecord(error) };
  }
}
