import { AppError } from '../../core/errors/index.ts';

export type DuckDb = typeof import('@duckdb/node-api');

/** How the library is brought in; tests give one that fails. */
export type DuckDbImport = () => Promise<DuckDb>;

/** Loads DuckDB when a table is first wanted: its native library is large, and may be missing. */
export function duckDbLoader(importer: DuckDbImport = () => import('@duckdb/node-api')): DuckDbImport {
  let loading: Promise<DuckDb> | null = null;
  return () => {
    loading ??= importer().catch((cause: unknown) => {
      throw new AppError(
        'not-supported',
        'Tables cannot be opened here: the native library of DuckDB for this platform could not be loaded.',
        {
          remedy:
            'Run npm ci on this machine (or install the package for this platform); images work without it.',
          cause,
        },
      );
    });
    return loading;
  };
}
