import { dbscanPieces, findCores, joinCores, labelPoints, numberClusters } from './dbscan.ts';
import { gridState, type DbscanAnswer, type DbscanState, type Poll } from './dbscanState.ts';
import { buildBand } from './gridBand.ts';
import { joinBands } from './gridIndex.ts';
import type { GridPlan } from './gridPlan.ts';
import { gridRoom } from './gridRoom.ts';

/** Points that are yet to be ordered by cells. */
export interface DbscanBands {
  readonly columns: readonly Float64Array[];
  readonly plan: GridPlan;
  readonly minSamples: number;
  /** At least `gridRoomBytes` for the points of the plan. */
  readonly room: SharedArrayBuffer;
  readonly answer: DbscanAnswer;
}

/** A DBSCAN that several threads do at once. */
export interface DbscanTeamwork {
  /** What is to be clustered: bands of a plan, or points in order. */
  readonly source: DbscanBands | DbscanState;
  /** Pieces of each step. */
  readonly pieces: number;
  /** In shared memory: clusters, noise, then two numbers for each band. */
  readonly tally: Int32Array;
}

/** Does the pieces of a step that no other thread has taken, and comes back when all are done. */
export type Turns = (step: number, pieces: number, work: (piece: number) => void) => void;

/** Steps that threads take turns in. */
export const DBSCAN_STEPS = 6;
const TALLIES = 2;

/** Room for the tally of a plan with so many bands, all 0. */
export function newDbscanTally(bands: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * (TALLIES + 2 * bands)));
}

/** What a tally says at the end. */
export function readDbscanTally([clusters, noise]: Int32Array): { clusters: number; noise: number } {
  return { clusters, noise };
}

/** One thread's share of a DBSCAN: the answer is there when the last thread is back.
 *
 * Cost: nothing is sent between threads from step to step. */
export function dbscanTogether({ source, pieces, tally }: DbscanTeamwork, turns: Turns, poll: Poll): void {
  const state = 'plan' in source ? orderTogether(source, tally.subarray(TALLIES), turns, poll) : source;
  const cuts = dbscanPieces(state, pieces);
  const count = cuts.length - 1;
  turns(2, count, (k) => findCores(state, cuts[k], cuts[k + 1], poll));
  turns(3, count, (k) => joinCores(state, cuts[k], cuts[k + 1], poll));
  turns(4, 1, () => {
    poll(0);
    tally[0] = numberClusters(state);
  });
  turns(5, count, (k) => {
    Atomics.add(tally, 1, labelPoints(state, cuts[k], cuts[k + 1], poll));
  });
}

function orderTogether(
  { columns, plan, minSamples, room: buffer, answer }: DbscanBands,
  counts: Int32Array,
  turns: Turns,
  poll: Poll,
): DbscanState {
  const room = gridRoom(buffer, plan.bandPoints[plan.bandPoints.length - 1]);
  turns(0, plan.bandPoints.length - 1, (band) => {
    poll(0);
    buildBand(columns, plan, band, room, counts);
  });
  turns(1, 1, () => joinBands(plan, room, counts));
  return gridState(plan, room, counts, minSamples, answer);
}
