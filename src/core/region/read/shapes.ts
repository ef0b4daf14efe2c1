import { localSky, pixelFromIcrs } from '../onSky.ts';
import { POINT_SIZE, POINT_STYLES, REGION_LIMITS } from '../region.ts';
import type { PointStyle, RegionPoint, RegionShape } from '../region.ts';
import { cos, sin } from '../../math/index.ts';
import { angleAt, lengthAt, placeOf, type FileSystem, type Place, type ReadContext } from './frames.ts';
import { NotKept, shortened, tokenOf, type Token } from './numbers.ts';

/** A shape as it was found; one of a file may become several. */
export interface FoundShape {
  readonly system: 'image' | 'icrs';
  readonly shape: RegionShape;
}

export interface ShapeSource {
  readonly name: string;
  readonly args: readonly string[];
  readonly system: FileSystem;
  readonly context: ReadContext;
  /** The value of the property `point`, '' where there is none. */
  readonly point: string;
  /** Says what of the shape is lost: a sentence's end. */
  readonly lose: (message: string) => void;
}

const RADIANS_PER_DEGREE = 0.017453292519943295;

/** Names of shapes that may have rings, "n=3". */
const RINGED = new Set(['annulus', 'ellipse', 'box', 'rotbox']);
/** Names of shapes that there is nothing for here. */
const WITHOUT_LIKE = new Set(['compass', 'panda', 'epanda', 'bpanda', 'cpanda']);

/** The shapes that a statement gives; throws NotKept where there are none. null: that is no shape's name. */
export function shapesOf(source: ShapeSource): readonly FoundShape[] | null {
  const { name } = source;
  if (WITHOUT_LIKE.has(name)) throw new NotKept(`there is nothing like ${one(name)} here`);
  const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return read ? read(source, reader(source)) : null;
}

interface Reader {
  readonly tokens: readonly Token[];
  place(index: number): Place;
  /** Several places from the first number on, all in one system. */
  places(count: number): readonly Place[];
  length(place: Place, index: number): number;
  angle(place: Place, index: number): number;
  expect(...counts: readonly number[]): void;
}

function reader({ name, args, system, context }: ShapeSource): Reader {
  const tokens = args.map((arg) =>
    arg.startsWith('n=') && RINGED.has(name) ? ({ unit: '', value: 0 } as const) : tokenOf(arg),
  );
  const place = (index: number): Place => {
    const [x, y] = [tokens[index], tokens[index + 1]];
    if (!x || !y) throw new NotKept(`${one(name)} has too few numbers`);
    const found = placeOf(system, x, y, context);
    found.point.forEach((value) => bounded('place', value));
    return found;
  };
  return {
    tokens,
    place,
    places(count) {
      const found = Array.from({ length: count }, (_, i) => place(2 * i));
      if (found.some((one) => one.system !== found[0]!.system))
        throw new NotKept('some of its places are in pixels and some on the sky');
      return found;
    },
    length: (at, index) => bounded('length', lengthAt(at, system, tokens[index]!, context)),
    angle: (at, index) => bounded('angle', angleAt(at, tokens[index])),
    expect(...counts) {
      if (!counts.includes(tokens.length))
        throw new NotKept(`${one(name)} has ${counts.join(' or ')} numbers, not ${tokens.length}`);
    },
  };
}

/** Units can make a number of the file larger than any; nothing that is meant is as large. */
function bounded(what: string, value: number): number {
  if (Math.abs(value) < 1e15) return value;
  throw new NotKept(`the ${what} is out of all bounds`);
}

type ReadShape = (source: ShapeSource, from: Reader) => readonly FoundShape[];

const READERS: Readonly<Record<string, ReadShape>> = {
  circle(_source, from) {
    from.expect(3);
    const place = from.place(0);
    return [at(place, { kind: 'circle', centre: place.point, radius: from.length(place, 2) })];
  },
  ellipse: (source, from) =>
    nested(source, from, (centre, angle, radii, inner) => ({
      kind: 'ellipse',
      centre,
      radii,
      ...(inner ? { inner } : {}),
      angle,
    })),
  box: (source, from) =>
    nested(source, from, (centre, angle, size, inner) => ({
      kind: 'box',
      centre,
      size,
      ...(inner ? { inner } : {}),
      angle,
    })),
  rotbox: (source, from) => READERS['box']!(source, from),
  annulus(source, from) {
    const place = from.place(0);
    const radii = annulusRadii(source, from, place);
    if (radii.length < 2) throw new NotKept('an annulus has two radii or more');
    if (radii.some((radius, i) => i > 0 && radius < radii[i - 1]!))
      throw new NotKept('the radii of an annulus have to grow');
    if (radii.length > 2) source.lose(`it is ${radii.length - 1} annuli, each a region of its own`);
    return radii
      .slice(1)
      .map((outer, i) => at(place, { kind: 'annulus', centre: place.point, inner: radii[i]!, outer }));
  },
  polygon(_source, from) {
    const count = from.tokens.length / 2;
    if (!Number.isInteger(count) || count < 3)
      throw new NotKept(`a polygon has three pairs of numbers or more, not ${from.tokens.length} numbers`);
    if (count > REGION_LIMITS.corners) throw new NotKept(`it has more than ${REGION_LIMITS.corners} corners`);
    const places = from.places(count);
    return [at(places[0]!, { kind: 'polygon', corners: places.map((place) => place.point) })];
  },
  point(source, from) {
    from.expect(2);
    const place = from.place(0);
    const [style = '', size = ''] = source.point.toLowerCase().split(/\s+/);
    const known = (POINT_STYLES as readonly string[]).includes(style);
    if (style !== '' && !known)
      source.lose(`the mark "${shortened(style)}" is not known; it is a box circle`);
    const pixels = size === '' ? POINT_SIZE : Number(size);
    const shape = {
      kind: 'point',
      centre: place.point,
      style: known ? (style as PointStyle) : 'boxcircle',
      size: pixels > 0 && pixels <= 1000 ? pixels : POINT_SIZE,
    } as const;
    return [at(place, shape)];
  },
  text(source, from) {
    from.expect(2);
    const place = from.place(0);
    source.lose('the text is that of a point');
    return [at(place, { kind: 'point', centre: place.point, style: 'cross', size: POINT_SIZE })];
  },
  line(_source, from) {
    from.expect(4);
    return lines(from.places(2));
  },
  ruler(source, from) {
    source.lose('the ruler is a line');
    return READERS['line']!(source, from);
  },
  projection(source, from) {
    from.expect(4, 5);
    source.lose('the projection is a line without a width');
    return lines(from.places(2));
  },
  segment(source, from) {
    const count = from.tokens.length / 2;
    if (!Number.isInteger(count) || count < 2)
      throw new NotKept('a segment has two pairs of numbers or more');
    if (count > 2) source.lose(`it is ${count - 1} lines, each a region of its own`);
    return lines(from.places(count));
  },
  vector(source, from) {
    from.expect(4);
    const place = from.place(0);
    source.lose('the vector is a line without a head');
    const [length, angle] = [from.length(place, 2), from.angle(place, 3)];
    return [vectorLine(place, length, angle, source.context)];
  },
};

/** The lines from each place to the next. */
function lines(places: readonly Place[]): readonly FoundShape[] {
  return places.slice(1).map((end, i) => at(end, { kind: 'line', from: places[i]!.point, to: end.point }));
}

type Pair = readonly [number, number];

/** An ellipse or a box of two lengths, or the annuli between several such pairs. */
function nested(
  source: ShapeSource,
  from: Reader,
  shapeOf: (centre: RegionPoint, angle: number, outer: Pair, inner: Pair | null) => RegionShape,
): readonly FoundShape[] {
  const { name } = source;
  const place = from.place(0);
  const rings = ringsOf(source, 6);
  const lengths = (rings ? 4 : from.tokens.length - 2) & ~1;
  const angle = from.angle(place, rings ? 7 : 2 + lengths);
  if (lengths < 2) throw new NotKept(`${one(name)} has 4 or 5 numbers, or two more for each ring`);
  let pairs = Array.from({ length: lengths / 2 }, (_, i): Pair => [
    from.length(place, 2 + 2 * i),
    from.length(place, 3 + 2 * i),
  ]);
  if (rings) {
    const [inner, outer] = pairs as [Pair, Pair];
    const at = (axis: 0 | 1, i: number): number => between(inner[axis], outer[axis], i, rings);
    pairs = Array.from({ length: rings + 1 }, (_, i): Pair => [at(0, i), at(1, i)]);
  }
  const [first, ...rest] = pairs as [Pair, ...Pair[]];
  if (rest.length === 0) return [at(place, shapeOf(place.point, angle, first, null))];
  if (rest.some(([a, b], i) => a < pairs[i]![0] || b < pairs[i]![1]))
    throw new NotKept(`the lengths of ${one(name)} annulus have to grow`);
  if (rest.length > 1) source.lose(`it is ${rest.length} annuli, each a region of its own`);
  return rest.map((outer, i) => at(place, shapeOf(place.point, angle, outer, pairs[i]!)));
}

/** The number of rings that "n=3" at that place says; null where nothing says one. */
function ringsOf({ args }: ShapeSource, where: number): number | null {
  const index = args.findIndex((arg) => arg.startsWith('n='));
  if (index < 0) return null;
  const count = Number(args[index]!.slice(2));
  if (index !== where || !Number.isInteger(count) || count < 1 || count > 1000)
    throw new NotKept(`${args[index]!} is not a number of rings`);
  return count;
}

function annulusRadii(source: ShapeSource, from: Reader, place: Place): readonly number[] {
  const rings = ringsOf(source, 4);
  if (rings === null) return from.tokens.slice(2).map((_, i) => from.length(place, i + 2));
  const [inner, outer] = [from.length(place, 2), from.length(place, 3)];
  return Array.from({ length: rings + 1 }, (_, i) => between(inner, outer, i, rings));
}

/** The i-th of the borders of rings; the last is exactly the outer one. */
function between(inner: number, outer: number, i: number, rings: number): number {
  return i === rings ? outer : inner + ((outer - inner) * i) / rings;
}

/** A vector ends in pixels: on the sky its end would be none of the file's numbers. */
function vectorLine(place: Place, length: number, angle: number, { wcs }: ReadContext): FoundShape {
  let [x, y] = place.point;
  if (place.system === 'icrs') {
    const [pixel, sky] = wcs ? [pixelFromIcrs(wcs, place.point), localSky(wcs, place.point)] : [null, null];
    if (!pixel || !sky) throw new NotKept('a vector on the sky needs an image with sky coordinates');
    [x, y] = pixel;
    length *= sky.pixelsPerDegree;
    angle += sky.north - 90;
  }
  const turn = angle * RADIANS_PER_DEGREE;
  return {
    system: 'image',
    shape: { kind: 'line', from: [x, y], to: [x + length * cos(turn), y + length * sin(turn)] },
  };
}

function at(place: Place, shape: RegionShape): FoundShape {
  return { system: place.system, shape };
}

/** A shape's name with its article. */
function one(name: string): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}
