export { readerOfBytes, type ByteReader } from './byteReader.ts';
export type { Card, CardKind } from './card.ts';
export type { CardValue, Complex } from './cardValue.ts';
export { carriedCards } from './carriedCards.ts';
export { channelHead, channelPadding, type ChannelToWrite } from './channelHead.ts';
export { decodePixelsInto } from './decodePixels.ts';
export { exactPixelValue, storedValueText } from './exactPixelValue.ts';
export {
  parseFileArgument,
  resolveSection,
  type FileArgument,
  type HduSelector,
  type Section,
} from './fileArgument.ts';
export {
  hduLabel,
  type Hdu,
  type HduType,
  type Scaling,
  type TableColumn,
  type TileCompression,
} from './hdu.ts';
export {
  headerCards,
  headerInteger,
  headerLogical,
  headerNumber,
  headerString,
  headerValue,
  type Header,
} from './header.ts';
export { imageShape, pixelRange, type ImageShape } from './imageShape.ts';
export {} from './limits.ts';
export { pixelBytes, pixelEncodingOf, pixelTypeOf, type PixelEncoding } from './pixelEncoding.ts';
export { readHeader } from './readHeader.ts';
export { scanHdus } from './scanHdus.ts';
export { findHdu, hasPixels, selectHdu } from './selectHdu.ts';
export { fittingInt64, narrowWideIntegers, wideIntegerColumns } from './tableIntegers.ts';
export { tablePlan, withoutPaddingRows, type TableColumnPlan, type TablePlan } from './tablePlan.ts';
export { readTableRows, type TableRows } from './tableRows.ts';
export type { CardToWrite } from './writeCards.ts';
export { imageHead, paddingBytes, storedPixels, type StoredBitpix } from './imageBytes.ts';
export { fitsImageBytes, type ImageToWrite, type StorablePixels } from './writeImage.ts';
export {
  fitsTableBytes,
  tableHeader,
  tablePadding,
  tableRowsBytes,
  type TableOptions,
} from './writeTable.ts';
export { measureTable, type TableLayout, type TableMeasurer } from './writeTableLayout.ts';
