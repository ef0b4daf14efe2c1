/** The images of a colour composite in their order, as the window calls them; each has its colour, `--channel-red` and so on. */
export const CHANNELS = [
  { name: 'red', letter: 'R' },
  { name: 'green', letter: 'G' },
  { name: 'blue', letter: 'B' },
] as const;
