import { gridOf, type GridIndex } from './gridIndex.ts';
import type { GridPlan } from './gridPlan.ts';
import { gridRoom, gridRoomBytes, type GridRoom } from './gridRoom.ts';
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

/** The answer's arrays. */
export interface DbscanAnswer {
  readonly labels: Int32Array;
  readonly core: Uint8Array;
}

/** An answer for so many rows, some of which may have a missing cell. */
export function newDbscanAnswer(tableRows: number, skipped: number): DbscanAnswer {
  const labels = new Int32Array(new SharedArrayBuffer(4 * tableRows));
  if (skipped > 0) labels.fill(MISSING);
  return { labels, core: new Uint8Array(new SharedArrayBuffer(tableRows)) };
}

/** A state over a grid whose bands are joined, in the room that the grid is in. */
export function gridState(
  plan: GridPlan,
  room: GridRoom,
  counts: Int32Array,
  minSamples: number,
  answer: DbscanAnswer,
): DbscanState {
  return stateOf(gridOf(plan, room, counts), room, minSamples, answer);
}

/** A state over a tree. */
export function treeState(index: TreeIndex, minSamples: number, answer: DbscanAnswer): DbscanState {
  const points = index.order.length;
  const room = gridRoom(new SharedArrayBuffer(gridRoomBytes(points)), points);
  return stateOf(index, room, minSamples, answer);
}

function stateOf(
  index: GridIndex | TreeIndex,
  room: GridRoom,
  minSamples: number,
  answer: DbscanAnswer,
): DbscanState {
  const units = index.unitStart.length - 1;
  return {
    index,
    minSamples,
    coreAt: room.coreAt,
    firstCore: room.firstCore.subarray(0, units),
    parent: room.parent.subarray(0, units),
    unitLabel: room.unitLabel.subarray(0, units),
    ...answer,
  };
}

/** Called now and then with the number of points done since the last call; throws where the work is cancelled. */
export type Poll = (points: number) => void;
