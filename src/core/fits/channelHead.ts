import { paddingBytes, planeCards } from './imageBytes.ts';
import { asciiOnly, headerBytes, type CardToWrite } from './writeCards.ts';

/** One of the images of a file of several, for writing it rows after rows. */
export interface ChannelToWrite {
  /** From 0; the first is the primary HDU, the others are extensions. */
  readonly index: number;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bitpix: 8 | 16 | -32 | -64;
  /** Added to what is stored: 32768 for unsigned integers of 16 bits. */
  readonly bzero: number;
}

/** The header of an image that is the primary HDU or an extension; the stored pixels and `channelPadding` follow.
 *
 * Source: FITS standard 4.0, sections 4.4 and 7.1. */
export function channelHead(channel: ChannelToWrite): Uint8Array<ArrayBuffer> {
  const { index, name, width, height, bitpix, bzero } = channel;
  const cards: CardToWrite[] = [
    index === 0
      ? { keyword: 'SIMPLE', value: true, comment: 'conforms to the FITS standard' }
      : { keyword: 'XTENSION', value: 'IMAGE', comment: 'an image' },
    ...planeCards(width, height, bitpix),
    ...(index === 0
      ? [{ keyword: 'EXTEND', value: true, comment: 'extensions are allowed' }]
      : [
          { keyword: 'PCOUNT', value: 0, comment: 'nothing behind the pixels' },
          { keyword: 'GCOUNT', value: 1, comment: 'one group' },
        ]),
    ...(bzero === 0 ? [] : [{ keyword: 'BZERO', value: bzero, comment: 'unsigned integers' }]),
    { keyword: 'EXTNAME', value: asciiOnly(name), comment: 'channel of the picture' },
  ];
  return headerBytes(cards);
}

/** Zeros behind a channel's pixels, up to a whole block. */
export function channelPadding({ width, height, bitpix }: ChannelToWrite): Uint8Array<ArrayBuffer> {
  return paddingBytes(width, height, bitpix);
}
