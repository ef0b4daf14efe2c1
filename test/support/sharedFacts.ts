import { readFileSync } from 'node:fs';
import { cliHost } from './runCli.ts';
import { hasShared, sharedPath } from './shared.ts';

/** Made by astropy 5.2.1 and numpy 1.24 in double precision over all planes. */
export interface HduFacts {
  readonly hdu: number;
  readonly name: string;
  readonly kind: string;
  readonly axes?: readonly number[];
  readonly bitpix?: number;
  readonly rows?: number;
  readonly cols?: readonly { readonly name: string; readonly unit: string | null }[];
  readonly nan?: number;
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly mean?: number | null;
  readonly std?: number | null;
  readonly p11?: number | string;
  readonly centre?: readonly number[];
  readonly pcentre?: number | string;
  readonly wcs?: {
    readonly lonlat11?: readonly [number, number];
    readonly lonlat_centre?: readonly [number, number];
  };
}
export interface Facts {
  readonly files: readonly {
    readonly path: string;
    readonly expect?: string;
    readonly hdus?: readonly HduFacts[];
  }[];
  readonly stars: readonly {
    readonly path: string;
    readonly hdu: number;
    readonly area: string;
    readonly shape: readonly [number, number];
    readonly p025: number;
    readonly p995: number;
    readonly book_maxima: number;
    readonly book_above_cut: number;
  }[];
}

export interface StarsJson {
  readonly width: number;
  readonly height: number;
  readonly maxima: number;
  readonly count: number;
  readonly stars: readonly { readonly x: number; readonly y: number; readonly value: number }[];
}

export interface InfoJson {
  readonly hdus: readonly {
    readonly name: string;
    readonly type: string;
    readonly naxis: readonly number[];
    readonly bitpix: number;
    readonly rows?: number;
    readonly columns?: readonly { readonly name: string; readonly unit: string | null }[];
    readonly stats?: {
      readonly min: unknown;
      readonly max: unknown;
      readonly mean: number | null;
      readonly std: number | null;
      readonly nan: number;
    };
  }[];
}

/** What is known of the shared data; nothing where the folder is missing. */
export const facts: Facts = hasShared
  ? (JSON.parse(readFileSync(sharedPath('data', 'facts.json'), 'utf8')) as Facts)
  : { files: [], stars: [] };
export const dataPath = (path: string): string => sharedPath('data', ...path.split('/'));

/** The command line; where the data are missing nothing calls it. */
export function sharedCli(): ReturnType<typeof cliHost> {
  const never = (): Promise<never> => Promise.reject(new Error('The shared data are missing.'));
  return hasShared ? cliHost() : { runCli: never, runCliJson: never };
}
