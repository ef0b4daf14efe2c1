export { colourChannelInto, greyInto, type ColourStrips } from './colourInto.ts';
export type { ColourSpace } from './colourSpace.ts';
