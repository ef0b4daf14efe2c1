/** The code of a set of jobs: input in, output out. */
export type HandlersOf<Jobs> = {
  readonly [Name in keyof Jobs]: Jobs[Name] extends { input: infer Input; output: infer Output }
    ? (input: Input) => Output | Promise<Output>
    : never;
};
