import type { Operation, Parameter, ParameterValue } from '../../../core/operations/index.ts';
import { formatNumber } from '../../ui/format.ts';

/** A step's parameters in one short line; what is left to its input is left out. */
export function parametersInShort(operation: Operation, values: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  for (const [name, parameter] of Object.entries(operation.parameters)) {
    const value = (values[name] ?? parameter.default) as ParameterValue;
    if (value === null || isFound(parameter, value)) continue;
    const unit = parameter.unit ? ` ${parameter.unit}` : '';
    if (parameter.kind === 'columns' || parameter.kind === 'words') {
      if ((value as readonly string[]).length > 0) parts.push((value as readonly string[]).join(', '));
    } else if (parameter.kind === 'regions') {
      const { length } = value as readonly unknown[];
      parts.push(length === 1 ? '1 region' : `${length} regions`);
    } else if (Array.isArray(value))
      parts.push((value as readonly number[]).map((v) => formatNumber(v, 4)).join(' … '));
    else if (parameter.kind === 'text') {
      if (value !== '') parts.push(String(value));
    } else if (typeof value === 'object' && 'x0' in value)
      parts.push(`${value.x0}:${value.x1},${value.y0}:${value.y1}`);
    else if (typeof value === 'number')
      parts.push(`${parameter.title.toLowerCase()} ${formatNumber(value)}${unit}`);
    else if (parameter.kind === 'choice' && value !== parameter.default)
      parts.push(parameter.options.find((option) => option.value === value)?.title ?? String(value));
  }
  return parts.join(', ');
}

/** Whether a parameter is left to what is found in the file, or to what is usual (a curve's parameter of 0). */
function isFound(parameter: Parameter, value: ParameterValue): boolean {
  if (parameter.kind === 'number' && parameter.default === 0 && parameter.min === 0) return value === 0;
  return parameter.kind === 'integer' && parameter.min === -1 && value === -1;
}
