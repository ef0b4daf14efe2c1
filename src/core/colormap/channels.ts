/** A channel's corners (place, level), both 0 … 1, by place; two at the same place are a step. */
export type Channel = readonly (readonly [place: number, level: number])[];
export type Channels = readonly [red: Channel, green: Channel, blue: Channel];

/** The 256 colours of three channels, linear between corners, as red, green and blue levels. */
export function coloursOfChannels(channels: Channels): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    channels.forEach((channel, k) => (colours[3 * i + k] = levelOf(interpolate(channel, i / 255))));
  }
  return colours;
}

/** The 256 colours of a table of any length (red, green and blue one after another, 0 … 1), each entry as wide as any
 * other. */
export function coloursOfTable(table: readonly number[]): Uint8Array {
  const entries = Math.floor(table.length / 3);
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const entry = Math.floor((i * entries) / 256);
    for (let k = 0; k < 3; k++) colours[3 * i + k] = levelOf(table[3 * entry + k]!);
  }
  return colours;
}

/** 0 … 1 as 0 … 255. */
export function levelOf(value: number): number {
  return Math.floor(255 * Math.min(Math.max(value, 0), 1) + 0.5);
}

/** The level at a place: that of the end corners beyond them. */
function interpolate(channel: Channel, place: number): number {
  const [start, level] = channel[0]!;
  if (place < start) return level;
  for (let i = 1; i < channel.length; i++) {
    const [from, low] = channel[i - 1]!;
    const [to, high] = channel[i]!;
    if (place <= to && to > from) return low + ((high - low) * (place - from)) / (to - from);
  }
  return channel.at(-1)![1];
}
