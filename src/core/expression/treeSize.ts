import { MAX_NODES } from './expression.ts';

/** Nodes and depth of a tree that may be anything (a hostile one too), found without recursion; null when it is not made of
 * objects and arrays of a bearable number.
 *
 * Cost: stops after four times MAX_NODES objects. */
export function treeSize(tree: unknown): { nodes: number; depth: number } | null {
  const stack: { value: unknown; depth: number }[] = [{ value: tree, depth: 1 }];
  let nodes = 0;
  let deepest = 0;
  for (;;) {
    const top = stack.pop();
    if (top === undefined) return { nodes, depth: deepest };
    const { value, depth } = top;
    if (typeof value !== 'object' || value === null) continue;
    const list = Array.isArray(value);
    // Lists of arguments are no level of their own.
    if (!list) nodes++;
    deepest = Math.max(deepest, list ? depth - 1 : depth);
    if (nodes > 4 * MAX_NODES || stack.length > 4 * MAX_NODES) return null;
    const values: unknown[] = list ? value : Object.values(value);
    if (values.length > 4 * MAX_NODES) return null;
    for (const child of values) stack.push({ value: child, depth: list ? depth : depth + 1 });
  }
}
