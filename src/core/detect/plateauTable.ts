/** Connected plateaus under construction, as a disjoint-set forest. */
export interface PlateauTable {
  readonly parent: number[];
  readonly value: number[];
  readonly pixels: number[];
  readonly sumX: number[];
  readonly sumY: number[];
  /** 1 when a pixel of it touches something higher. */
  readonly spoilt: number[];
}

export function emptyTable(): PlateauTable {
  return { parent: [], value: [], pixels: [], sumX: [], sumY: [], spoilt: [] };
}

export function addPixel(table: PlateauTable, x: number, y: number, value: number): number {
  const id = table.parent.length;
  table.parent.push(id);
  table.value.push(value);
  table.pixels.push(1);
  table.sumX.push(x);
  table.sumY.push(y);
  table.spoilt.push(0);
  return id;
}

function rootOf({ parent }: PlateauTable, id: number): number {
  let root = id;
  while (parent[root] !== root) root = parent[root];
  while (parent[id] !== root) [id, parent[id]] = [parent[id], root];
  return root;
}

export function unite(table: PlateauTable, a: number, b: number): void {
  const rootA = rootOf(table, a);
  const rootB = rootOf(table, b);
  if (rootA === rootB) return;
  const [kept, gone] = table.pixels[rootA] >= table.pixels[rootB] ? [rootA, rootB] : [rootB, rootA];
  table.parent[gone] = kept;
  table.pixels[kept] += table.pixels[gone];
  table.sumX[kept] += table.sumX[gone];
  table.sumY[kept] += table.sumY[gone];
  table.spoilt[kept] |= table.spoilt[gone];
}

export function spoil(table: PlateauTable, id: number): void {
  table.spoilt[rootOf(table, id)] = 1;
}

/** Both tables in one; ids of the second are moved up by the length of the first. */
export function joinedTables(a: PlateauTable, b: PlateauTable): PlateauTable {
  const shift = a.parent.length;
  return {
    parent: [...a.parent, ...b.parent.map((id) => id + shift)],
    value: [...a.value, ...b.value],
    pixels: [...a.pixels, ...b.pixels],
    sumX: [...a.sumX, ...b.sumX],
    sumY: [...a.sumY, ...b.sumY],
    spoilt: [...a.spoilt, ...b.spoilt],
  };
}

/** A table of only the plateaus that `open` names, with their new ids; the others are handed to `close`, in order of id. */
export function closePlateaus(
  table: PlateauTable,
  open: Iterable<number>,
  close: (x: number, y: number, value: number) => void,
): { table: PlateauTable; newId: (id: number) => number } {
  const ids = new Map<number, number>();
  const rest = emptyTable();
  for (const id of open) {
    const root = rootOf(table, id);
    if (ids.has(root)) continue;
    const fresh = addPixel(rest, table.sumX[root], table.sumY[root], table.value[root]);
    rest.pixels[fresh] = table.pixels[root];
    rest.spoilt[fresh] = table.spoilt[root];
    ids.set(root, fresh);
  }
  for (let id = 0; id < table.parent.length; id++) {
    if (table.parent[id] !== id || ids.has(id) || table.spoilt[id]) continue;
    close(table.sumX[id] / table.pixels[id], table.sumY[id] / table.pixels[id], table.value[id]);
  }
  return { table: rest, newId: (id) => ids.get(rootOf(table, id))! };
}
