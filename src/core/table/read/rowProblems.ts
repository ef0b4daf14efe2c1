import type { RowProblem } from '../column.ts';

/** So many are shown one by one; all are counted. */
const MAX_PROBLEMS = 100;
const MAX_TEXT = 200;

/** Rows that were repaired or left out: counted once each, the first of them kept to be seen. */
export interface RowProblems {
  readonly problems: RowProblem[];
  repaired: number;
  skipped: number;
  /** Adds what is wrong with the row at `line`; a row counts once, however much is wrong with it. */
  repair(line: number, problem: string, text: string): void;
  skip(line: number, problem: string, text: string): void;
}

export function rowProblems(): RowProblems {
  const problems: RowProblem[] = [];
  let lastRepaired = -1;
  const keep = (line: number, problem: string, text: string): void => {
    if (problems.length >= MAX_PROBLEMS) return;
    problems.push({
      line,
      problem,
      text: text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT - 1)}…`,
    });
  };
  return {
    problems,
    repaired: 0,
    skipped: 0,
    repair(line, problem, text) {
      if (line !== lastRepaired) this.repaired++;
      lastRepaired = line;
      keep(line, problem, text);
    },
    skip(line, problem, text) {
      this.skipped++;
      keep(line, problem, text);
    },
  };
}
