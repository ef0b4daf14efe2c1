import * as electron from './index.ts';
import { connection } from './chromium.ts';

interface Question {
  readonly id: number;
  /** Text of a function of the electron module and one argument. */
  readonly source: string;
  readonly argument: unknown;
}

/** Makes the app ready once Chromium is there, plays a second start that comes before, and answers the test's `evaluate`. */
export async function runApp(): Promise<void> {
  process.on('message', (question) => void answer(question as Question));
  // The test has gone without saying so: its Chromium goes too.
  process.on('disconnect', () => void connection().then(abandon, () => process.exit(1)));
  await connection();
  const second = process.env['ASTERISM_STAND_IN_SECOND'];
  if (second !== undefined)
    electron.app.emit(
      'second-instance',
      {},
      ['asterism', ...(JSON.parse(second) as string[])],
      process.cwd(),
    );
  electron.app.becomeReady();
  process.send?.({ ready: true });
}

async function abandon({ session }: Awaited<ReturnType<typeof connection>>): Promise<never> {
  await session.send('Browser.close').catch(() => undefined);
  process.exit(1);
}

async function answer({ id, source, argument }: Question): Promise<void> {
  try {
    // The test's own function, as Playwright runs it in Electron's main process.
    const work = new Function(`return (${source});`)() as (
      module: typeof electron,
      argument: unknown,
    ) => unknown;
    process.send?.({ id, value: await work(electron, argument) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
  }
}
