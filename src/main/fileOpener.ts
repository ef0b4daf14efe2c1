import { errorRecord } from '../core/errors/index.ts';
import type { FileArgument } from '../core/fits/index.ts';
import type { Engine } from '../engine/index.ts';
import { openRequestOf } from './openRequest.ts';
import type { Windows } from './windows.ts';

/** Files opened from outside: command line, double click, a second start of the program. */
export class FileOpener {
  /** What came before the engine was there. */
  readonly #early: FileArgument[] = [];
  #engine: Engine | null = null;
  #windows: Windows | null = null;

  /** Opens the first window with everything asked for so far. */
  async start(engine: Engine, windows: Windows): Promise<void> {
    await this.#addPending(engine, this.#early.splice(0));
    windows.open();
    this.#engine = engine;
    this.#windows = windows;
    this.open(this.#early.splice(0));
  }

  /** Shows the person where the files will be. */
  bringForward(): void {
    const window = this.#windows?.front();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  }

  /** Whole files go to the window in front. A file with a suffix gets a window of its own, since only the list a
   * new window starts with carries HDU and section. */
  open(files: readonly FileArgument[]): void {
    const engine = this.#engine;
    const windows = this.#windows;
    if (!engine || !windows) {
      this.#early.push(...files);
      return;
    }
    const forFront = windows.front() ? files.filter((file) => !file.hdu && !file.section) : [];
    const forNew = files.filter((file) => !forFront.includes(file));
    if (forFront.length > 0) {
      windows.send({ command: 'opened', handles: forFront.map(({ file }) => engine.adoptPath(file)) });
    }
    if (forNew.length > 0) void this.#addPending(engine, forNew).then(() => windows.open());
  }

  async #addPending(engine: Engine, files: readonly FileArgument[]): Promise<void> {
    for (const argument of files) {
      try {
        engine.addPending(await openRequestOf(engine, argument));
      } catch (error) {
        complain(errorRecord(error).message);
      }
    }
  }
}

/** One line on standard error, for the terminal the program was started from. */
export function complain(sentence: string): void {
  process.stderr.write(`asterism: ${sentence}\n`);
}
