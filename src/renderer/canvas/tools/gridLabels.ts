/** A box on the screen. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const EDGES = ['bottom', 'left', 'top', 'right'] as const;
type Edge = (typeof EDGES)[number];

/** A line of the grid on the screen: left, top, left, top … */
export interface ScreenLine {
  readonly axis: 'lon' | 'lat';
  readonly label: string;
  readonly paths: readonly ArrayLike<number>[];
}

export interface PlacedLabel {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly align: 'left' | 'center' | 'right';
}

interface Crossing {
  readonly left: number;
  readonly top: number;
  readonly edge: Edge;
}

/** From the edge to the text's middle, and half of its height. */
const INSET = 9;
const SIDE = 4;
/** A line that ends this near to an edge reaches it. */
const REACH = 3;

/** Where the labels of a grid go: those of each direction along the edge that most of its lines cross, the two directions on
 * different edges; of a line that crosses no edge, on it, where there is room. What would cover another label is left out. */
export function placeGridLabels(
  lines: readonly ScreenLine[],
  box: Box,
  measure: (text: string) => number,
): PlacedLabel[] {
  const crossings = lines.map((line) => crossingsOf(line, box));
  const lonEdge = mostCrossed('lon', ['bottom', 'top', 'left', 'right']);
  const latEdge = mostCrossed('lat', EDGES.filter((edge) => edge !== lonEdge).sort(sidesFirst));
  const placed: PlacedLabel[] = [];
  const taken: Box[] = [];
  lines.forEach((line, i) => {
    const wanted = line.axis === 'lon' ? lonEdge : latEdge;
    const found = crossings[i]!;
    const isInside = found.length === 0;
    const places = isInside ? within(line, box) : [found.find(({ edge }) => edge === wanted) ?? found[0]!];
    places.some((place) => put(labelAt(line.label, place, isInside)));
  });
  return placed;

  /** Whether there was room for a label. */
  function put(label: PlacedLabel): boolean {
    const width = measure(label.text);
    const start = label.align === 'left' ? 0 : label.align === 'right' ? -width : -width / 2;
    // A label near a corner moves along its edge, back into the picture.
    const shift =
      Math.max(0, box.left + 2 - (label.left + start)) -
      Math.max(0, label.left + start + width - (box.right - 2));
    const left = label.left + shift;
    const area = {
      left: left + start - 3,
      right: left + start + width + 3,
      top: label.top - 8,
      bottom: label.top + 8,
    };
    if (area.top < box.top || area.bottom > box.bottom || taken.some((other) => overlaps(area, other)))
      return false;
    taken.push(area);
    placed.push({ ...label, left });
    return true;
  }

  function mostCrossed(axis: 'lon' | 'lat', edges: readonly Edge[]): Edge {
    const counts = edges.map(
      (edge) =>
        lines.filter((line, i) => line.axis === axis && crossings[i]!.some((one) => one.edge === edge))
          .length,
    );
    return edges[counts.indexOf(Math.max(...counts))]!;
  }
}

function sidesFirst(a: Edge, b: Edge): number {
  const order: readonly Edge[] = ['left', 'right', 'bottom', 'top'];
  return order.indexOf(a) - order.indexOf(b);
}

/** Where a line leaves the box, or ends at its edge. */
function crossingsOf({ paths }: ScreenLine, box: Box): Crossing[] {
  const found: Crossing[] = [];
  for (const path of paths)
    for (let i = 0; i + 3 < path.length; i += 2) {
      const [x0, y0, x1, y1] = [path[i]!, path[i + 1]!, path[i + 2]!, path[i + 3]!];
      for (const edge of EDGES) {
        const upright = edge === 'left' || edge === 'right';
        const [a, b] = upright ? [x0, x1] : [y0, y1];
        const at = box[edge];
        if (a < at === b < at) continue;
        const t = (at - a) / (b - a);
        const along = upright ? y0 + t * (y1 - y0) : x0 + t * (x1 - x0);
        if (upright ? along < box.top || along > box.bottom : along < box.left || along > box.right) continue;
        found.push(upright ? { left: at, top: along, edge } : { left: along, top: at, edge });
      }
    }
  for (const path of paths)
    for (const i of [0, path.length - 2]) {
      const [left, top] = [path[i]!, path[i + 1]!];
      if (!isWithin(left, top, box)) continue;
      for (const edge of EDGES) {
        const beside = edge === 'left' || edge === 'right' ? left : top;
        if (Math.abs(beside - box[edge]) < REACH) found.push({ left, top, edge });
      }
    }
  return found;
}

/** Places on a line that stays inside: first the beginning, of a meridian the middle, since they meet in the poles. */
function within({ axis, paths }: ScreenLine, box: Box): Crossing[] {
  const inside: Crossing[] = [];
  for (const path of paths)
    for (let i = 0; i + 1 < path.length; i += 2) {
      const [left, top] = [path[i]!, path[i + 1]!];
      if (isWithin(left, top, box)) inside.push({ left, top, edge: 'left' });
    }
  const parts = axis === 'lon' ? [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] : [0, 0.25, 0.5, 0.75];
  return inside.length === 0 ? [] : parts.map((part) => inside[Math.floor(part * inside.length)]!);
}

function isWithin(left: number, top: number, box: Box): boolean {
  return left > box.left && left < box.right && top > box.top && top < box.bottom;
}

function labelAt(text: string, { left, top, edge }: Crossing, isInside: boolean): PlacedLabel {
  if (isInside) return { text, left, top, align: 'center' };
  if (edge === 'bottom') return { text, left, top: top - INSET, align: 'center' };
  if (edge === 'top') return { text, left, top: top + INSET, align: 'center' };
  // Beside the line rather than on it.
  return edge === 'left'
    ? { text, left: left + SIDE, top: top - INSET, align: 'left' }
    : { text, left: left - SIDE, top: top - INSET, align: 'right' };
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
