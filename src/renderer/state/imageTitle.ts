import { OPERATIONS } from '../../core/operations/index.ts';
import { findStep, type Document, type FileDescription, type ImageView } from '../../shared/index.ts';

/** What an image is called: its own title, the operation that makes it, or its file. */
export function imageTitle(
  image: ImageView,
  document: Document,
  files: ReadonlyMap<string, FileDescription>,
): string {
  if (image.title !== '') return image.title;
  const operation = OPERATIONS.get(findStep(document.recipe, image.steps.source)?.operation ?? '');
  const file = (image.handle === null ? undefined : files.get(image.handle)?.name) ?? '';
  if (!operation || operation.shape.kind === 'source') return file || (operation?.title ?? 'Image');
  return file === '' ? operation.title : `${operation.title} · ${file}`;
}
