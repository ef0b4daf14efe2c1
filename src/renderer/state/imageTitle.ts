import { OPERATIONS } from '../../core/operations/index.ts';
import {
  findStep,
  sourceStep,
  type Document,
  type FileDescription,
  type ImageView,
} from '../../shared/index.ts';

/** What an image is called: its own title, the operation that makes it with the files that it takes, or its file. */
export function imageTitle(
  image: ImageView,
  document: Document,
  files: ReadonlyMap<string, FileDescription>,
): string {
  if (image.title !== '') return image.title;
  const source = findStep(document.recipe, image.steps.source);
  const operation = OPERATIONS.get(source?.operation ?? '');
  const nameOf = (handle: string | null): string =>
    (handle === null ? undefined : files.get(handle)?.name) ?? '';
  const file = nameOf(image.handle);
  if (!operation || operation.shape.kind === 'source') return file || (operation?.title ?? 'Image');
  const others = Object.entries(source!.inputs)
    .filter(([input]) => input !== 'image')
    .map(([, step]) => nameOf(sourceStep(document.recipe, step)?.handle ?? null));
  const names = [...new Set([file, ...others])].filter((name) => name !== '');
  return names.length === 0 ? operation.title : `${operation.title} · ${names.join(', ')}`;
}
