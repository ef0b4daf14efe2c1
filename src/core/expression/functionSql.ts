import { DEGREES_PER_RADIAN, PI, RADIANS_PER_DEGREE, type UnaryFunction } from './functions.ts';
import { cleaned, finiteSql, numberSql, withAll, withOne, type Fragment } from './sql.ts';

const TO_RADIANS = `${RADIANS_PER_DEGREE}::DOUBLE`;
const TO_DEGREES = `${DEGREES_PER_RADIAN}::DOUBLE`;

/** DuckDB raises an error outside of these functions' domains; here that is missing. */
function within(x: Fragment, domain: (v: string) => string, value: (v: string) => string): Fragment {
  return numberSql(
    withOne(x, (v) => `CASE WHEN ${domain(v)} THEN ${value(v)} END`),
    x.clean,
  );
}

const inUnit = (v: string): string => `${v} BETWEEN -1::DOUBLE AND 1::DOUBLE`;
const UNARY: Record<UnaryFunction, (x: Fragment) => Fragment> = {
  abs: (x) => numberSql(`abs(${x.sql})`, x.clean),
  sqrt: (x) =>
    within(
      x,
      (v) => `${v} >= 0`,
      (v) => `sqrt(${v})`,
    ),
  exp: (x) => finiteSql(`exp(${x.sql})`),
  ln: (x) =>
    within(
      x,
      (v) => `${v} > 0`,
      (v) => `ln(${v})`,
    ),
  log10: (x) =>
    within(
      x,
      (v) => `${v} > 0`,
      (v) => `log10(${v})`,
    ),
  sin: (x) => numberSql(`sin(${x.sql})`, x.clean),
  cos: (x) => numberSql(`cos(${x.sql})`, x.clean),
  tan: (x) => finiteSql(`tan(${x.sql})`),
  asin: (x) => within(x, inUnit, (v) => `asin(${v})`),
  acos: (x) => within(x, inUnit, (v) => `acos(${v})`),
  atan: (x) => numberSql(`atan(${x.sql})`, x.clean),
  sind: (x) => numberSql(`sin(${x.sql} * ${TO_RADIANS})`, x.clean),
  cosd: (x) => numberSql(`cos(${x.sql} * ${TO_RADIANS})`, x.clean),
  tand: (x) => finiteSql(`tan(${x.sql} * ${TO_RADIANS})`),
  asind: (x) => within(x, inUnit, (v) => `asin(${v}) * ${TO_DEGREES}`),
  acosd: (x) => within(x, inUnit, (v) => `acos(${v}) * ${TO_DEGREES}`),
  atand: (x) => numberSql(`(atan(${x.sql}) * ${TO_DEGREES})`, x.clean),
  degrees: (x) => finiteSql(`${x.sql} * ${TO_DEGREES}`),
  radians: (x) => numberSql(`(${x.sql} * ${TO_RADIANS})`, x.clean),
  round: (x) => numberSql(`round(${x.sql})`, x.clean),
  floor: (x) => numberSql(`floor(${x.sql})`, x.clean),
  ceil: (x) => numberSql(`ceil(${x.sql})`, x.clean),
};

/** The SQL of a function's call, its arguments' types being right. */
export function functionSql(name: string, args: readonly Fragment[]): Fragment {
  const unary = Object.hasOwn(UNARY, name) ? UNARY[name as UnaryFunction] : undefined;
  const [a, b, c] = args as [Fragment, Fragment, Fragment];
  if (unary) return unary(a);
  switch (name) {
    case 'pi':
      return { sql: `${PI}::DOUBLE`, type: 'number', clean: true, leaf: true };
    case 'atan2':
      return numberSql(`atan2(${a.sql}, ${b.sql})`, a.clean && b.clean);
    case 'atan2d':
      return numberSql(`(atan2(${a.sql}, ${b.sql}) * ${TO_DEGREES})`, a.clean && b.clean);
    case 'hypot':
      // The square of an overflow is infinite, and sqrt takes that.
      return finiteSql(withAll(args, ([x, y]) => `sqrt(${x} * ${x} + ${y} * ${y})`));
    case 'min':
    case 'max':
      return extremeSql(name === 'min' ? '<' : '>', args);
    case 'angdist':
      return angularDistanceSql(args);
    case 'if': {
      const sql = `CASE WHEN ${a.sql} THEN ${b.sql} ELSE ${c.sql} END`;
      const type = typeOfAll([b, c]);
      return { sql: `(${sql})`, type, clean: type !== 'boolean' && b.clean && c.clean, leaf: false };
    }
    case 'coalesce': {
      const parts = args.map((x, i) => (x.type === 'number' && i < args.length - 1 ? cleaned(x) : x));
      const sql = `coalesce(${parts.map((x) => x.sql).join(', ')})`;
      const type = typeOfAll(args);
      return { sql, type, clean: type !== 'boolean' && parts.every((x) => x.clean), leaf: false };
    }
    case 'length':
      return numberSql(`CAST(length(${a.sql}) AS DOUBLE)`, true);
    default:
      return { sql: `${name}(${a.sql})`, type: 'text', clean: true, leaf: false };
  }
}

function typeOfAll(fragments: readonly Fragment[]): Fragment['type'] {
  return fragments.find((fragment) => fragment.type !== 'null')?.type ?? 'null';
}

/** The least or greatest; missing where any is missing, since neither comparison with NULL holds. */
function extremeSql(sign: '<' | '>', args: readonly Fragment[]): Fragment {
  const parts = args.map(cleaned);
  const choose = (p: string, q: string): string =>
    `CASE WHEN ${p} ${sign}= ${q} THEN ${p} WHEN ${q} ${sign} ${p} THEN ${q} END`;
  if (parts.length === 2 && parts.every((part) => part.leaf)) {
    return numberSql(`(${choose(parts[0]!.sql, parts[1]!.sql)})`, true);
  }
  const list = parts.map((part) => part.sql).join(', ');
  return numberSql(`list_reduce([${list}], lambda p, q: ${choose('p', 'q')})`, true);
}

/** The formula of skyDistance (core/table). */
function angularDistanceSql(args: readonly Fragment[]): Fragment {
  const half = `${RADIANS_PER_DEGREE / 2}::DOUBLE`;
  const sql = withAll(args, ([ra1, dec1, ra2, dec2]) => {
    const p = `((${dec2} - ${dec1}) % 720::DOUBLE) * ${half}`;
    const s = `((${dec2} + ${dec1}) % 720::DOUBLE) * ${half}`;
    const q = `((${ra2} - ${ra1}) % 360::DOUBLE) * ${half}`;
    const near = `pow(sin(${p}) * cos(${q}), 2) + pow(cos(${s}) * sin(${q}), 2)`;
    const far = `pow(cos(${p}) * cos(${q}), 2) + pow(sin(${s}) * sin(${q}), 2)`;
    return `atan2(sqrt(${near}), sqrt(${far})) * ${2 * DEGREES_PER_RADIAN}::DOUBLE`;
  });
  return numberSql(sql, false);
}
