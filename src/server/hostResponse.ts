import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';
import type { Engine } from '../engine/index.ts';
import { displayName } from './displayName.ts';
import type { OfferedFiles } from './offeredFiles.ts';
import { readJson } from './readBody.ts';
import type { Uploads } from './uploads.ts';

export interface HostParts {
  readonly engine: Pick<Engine, 'adoptPath'>;
  readonly offered: OfferedFiles;
  readonly uploads: Uploads;
}

const LIMIT = 64 * 1024;
const id = v.pipe(v.string(), v.regex(/^o[0-9]{1,12}$/));
const listSchema = v.strictObject({ folder: v.nullable(id) });
const chooseSchema = v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(1000)) });

/** What a desktop shell has dialogs for: choosing among the offered files, and taking a dropped one over. */
export async function hostResponse(request: Request, parts: HostParts): Promise<Response> {
  const { pathname } = new URL(request.url);
  switch (`${request.method} ${pathname}`) {
    case 'POST /host/list': {
      const { folder } = await readJson(request, listSchema, LIMIT);
      return Response.json(await parts.offered.list(folder));
    }
    case 'POST /host/choose': {
      const { ids } = await readJson(request, chooseSchema, LIMIT);
      const paths = await Promise.all(ids.map((chosen) => parts.offered.path(chosen)));
      return Response.json({ handles: paths.map((file) => parts.engine.adoptPath(file)) });
    }
    case 'PUT /host/upload':
      return Response.json({ handle: await takeUpload(request, parts) });
    default:
      throw new AppError('not-found', `There is no ${request.method} ${pathname.slice(0, 200)}`);
  }
}

async function takeUpload(request: Request, parts: HostParts): Promise<string> {
  const query = new URL(request.url).searchParams;
  const size = query.get('size') ?? '';
  if (!/^[0-9]{1,15}$/.test(size)) {
    throw new AppError(
      'bad-argument',
      `The size of an upload must be a number of bytes, not "${size.slice(0, 40)}".`,
    );
  }
  const name = displayName(query.get('name') ?? '');
  const file = await parts.uploads.receive(name, Number(size), request.body ?? noBytes());
  return parts.engine.adoptPath(file, { name });
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
