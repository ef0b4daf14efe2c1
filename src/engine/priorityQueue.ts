import { Piscina, type PiscinaTask, type TaskQueue } from 'piscina';

type Task = Parameters<TaskQueue['push']>[0];

/** Visible tiles first, then what a person asked for, then work nobody waits for. */
export const PRIORITY = { tile: 2, asked: 1, background: 0 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** First in, first out within each of the three priorities. */
export class PriorityQueue implements TaskQueue {
  private readonly lanes: Task[][] = [[], [], []];

  get size(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.length, 0);
  }

  push(task: Task): void {
    const options = (task as unknown as Record<symbol, { priority?: Priority } | null>)[
      Piscina.queueOptionsSymbol
    ];
    this.lanes[options?.priority ?? PRIORITY.background]!.push(task);
  }

  shift(): PiscinaTask | null {
    for (let i = this.lanes.length - 1; i >= 0; i--) {
      const task = this.lanes[i]!.shift();
      if (task) return task as PiscinaTask;
    }
    return null;
  }

  remove(task: Task): void {
    for (const lane of this.lanes) {
      const at = lane.indexOf(task);
      if (at >= 0) lane.splice(at, 1);
    }
  }
}
