import { sharedInt32, sharedUint32, sharedUint8 } from '../sharedArrays.ts';
import type { GridIndex } from './gridIndex.ts';
import type { TreeIndex } from './treeIndex.ts';

/** The label of rows that belong to no cluster, and of rows with a missing cell. */
export const NOISE = -1;
const MISSING = -2;

/** Stands for "no row" in `firstCore` and for "no cluster" in `unitLabel`. */
export const NO_ROW = 0xffffffff;
export const NO_LABEL = 0x7fffffff;

/** What the steps of a DBSCAN share, all of it in shared memory: plain records that travel between threads.
 *
 * The index orders the points by place; "at" counts in that order. It is cut into *units*, stretches whose points are all
 * within eps of one another, so that the core points of a unit are one cluster from the start. */
export interface DbscanState {
  readonly index: GridIndex | TreeIndex;
  readonly minSamples: number;
  /** At each place, whether the point is a core point. */
  readonly coreAt: Uint8Array;
  /** For each unit, the lowest row of a core point; NO_ROW where there is none. */
  readonly firstCore: Uint32Array;
  /** Disjoint sets of units. */
  readonly parent: Int32Array;
  /** For each unit, the number of the cluster of its core points; NO_LABEL where there is none. */
  readonly unitLabel: Int32Array;
  /** The answer, for each row of the table. */
  readonly labels: Int32Array;
  readonly core: Uint8Array;
}

export function newDbscanState(
  index: GridIndex | TreeIndex,
  minSamples: number,
  tableRows: number,
): DbscanState {
  const units = index.unitStart.length - 1;
  const parent = sharedInt32(units);
  for (let u = 0; u < units; u++) parent[u] = u;
  return {
    index,
    minSamples,
    coreAt: sharedUint8(index.order.length),
    firstCore: sharedUint32(units).fill(NO_ROW),
    parent,
    unitLabel: sharedInt32(units),
    labels: sharedInt32(tableRows).fill(MISSING),
    core: sharedUint8(tableRows),
  };
}

/** Called now and then with the number of points done since the last call; throws where the work is cancelled. */
export type Poll = (points: number) => void;
