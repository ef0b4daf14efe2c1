import { OPERATIONS } from '../../core/operations/index.ts';
import {
  findStep,
  type Document,
  type FileDescription,
  type ImageView,
  type Recipe,
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
    .map(([, step]) => nameOf(handleOf(document.recipe, step)));
  const names = [...new Set([file, ...others])].filter((name) => name !== '');
  return names.length === 0 ? operation.title : `${operation.title} · ${names.join(', ')}`;
}

/** The file that the pixels of a step come from in the end, as its handle; null where they come from none. */
function handleOf(recipe: Recipe, id: string): string | null {
  let step = findStep(recipe, id);
  while (step && step.handle === undefined) step = findStep(recipe, step.inputs['image'] ?? '');
  return step?.handle ?? null;
}
