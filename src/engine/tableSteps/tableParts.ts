import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import type { Sources } from '../sources.ts';
import type { Tables } from '../tables/index.ts';

/** What the table steps work with. */
export interface TableParts {
  readonly pool: Pool;
  readonly sources: Sources;
  readonly tables: Tables;
}

/** One step that is being run. */
export interface TableRun {
  readonly parts: TableParts;
  readonly work: Work;
  /** Content key of the step. */
  readonly key: string;
}
