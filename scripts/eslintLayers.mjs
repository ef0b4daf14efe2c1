import path from 'node:path';

const NODE = /^node:/;

/** Layer: what it may import from src, which packages, and whether others come in by its index.ts only. */
export const LAYERS = {
  core: { from: ['core'], packages: ['valibot', 'kdbush', 'saxes', 'yaml'], door: 'folder' },
  shared: { from: ['core', 'shared'], packages: ['valibot'] },
  workers: {
    from: ['core', 'shared', 'workers'],
    packages: [NODE, 'piscina', 'fitsjs-ng', 'pngjs', 'jpeg-js', 'tiff'],
    door: 'layer',
  },
  engine: {
    from: ['core', 'shared', 'engine'],
    packages: [NODE, 'piscina', 'valibot', 'hono', '@duckdb/node-api'],
    door: 'layer',
  },
  main: {
    from: ['engine', 'shared', 'core', 'main'],
    packages: [NODE, 'electron', 'valibot'],
    door: 'layer',
  },
  server: {
    from: ['engine', 'shared', 'core', 'server'],
    packages: [NODE, 'valibot', 'hono', '@hono/node-server'],
    door: 'layer',
  },
  cli: {
    from: ['engine', 'shared', 'core', 'server', 'cli'],
    packages: [NODE, 'commander', 'papaparse', 'pngjs'],
    door: 'layer',
  },
  preload: { from: ['shared', 'preload'], packages: ['electron'], door: 'layer' },
  renderer: {
    from: ['shared', 'core', 'renderer'],
    packages: ['svelte', 'konva', /^d3-/, 'kdbush', 'valibot'],
    door: 'layer',
  },
};

/** The same inside the renderer; `features` stands for one feature, which may import nothing of another. */
export const RENDERER_PARTS = {
  app: ['app', 'features', 'ui', 'state', 'canvas'],
  features: ['ui', 'state', 'canvas'],
  ui: ['ui'],
  state: ['state', 'canvas'],
  canvas: ['canvas'],
};

/** Every import of a file under src, type-only ones too, against the two tables above. */
const imports = {
  meta: { type: 'problem', schema: [], docs: { description: 'who may import whom' } },
  create(context) {
    const file = inSource(context.filename, context.cwd);
    if (file === null) return {};
    const check = (node) => {
      if (typeof node?.value !== 'string') return;
      const complaint = refusal(file, node.value);
      if (complaint !== null) context.report({ node, message: complaint });
    };
    return {
      Program(node) {
        if (!covered(file)) context.report({ node, message: `No layer rule covers src/${file.join('/')}.` });
      },
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSImportEqualsDeclaration: (node) => check(node.moduleReference?.expression),
      ImportExpression(node) {
        if (node.source.type === 'Literal') check(node.source);
        else
          context.report({
            node,
            message: 'What is imported must be a plain string, so that the layers can be checked.',
          });
      },
    };
  },
};

export const layersPlugin = { meta: { name: 'layers' }, rules: { imports } };

function inSource(filename, cwd) {
  const relative = path.relative(path.join(cwd, 'src'), filename);
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : relative.split(path.sep);
}

function covered([layer, part, ...rest]) {
  if (!Object.hasOwn(LAYERS, layer) || part === undefined) return false;
  if (layer === 'renderer')
    return Object.hasOwn(RENDERER_PARTS, part) || (rest.length === 0 && part.endsWith('.d.ts'));
  return layer !== 'core' || rest.length > 0;
}

/** Why `file` must not import `specifier`; null when it may. */
function refusal(file, specifier) {
  const [layer] = file;
  const rule = LAYERS[layer];
  if (rule === undefined) return null;
  const plain = specifier.split('?')[0];
  if (!plain.startsWith('.')) return packageRefusal(layer, rule, plain);
  const target = path.posix.normalize(path.posix.join(...file.slice(0, -1), plain)).split('/');
  if (target[0] === '..') return `src/${layer} must not import from outside src: ${specifier}`;
  if (!rule.from.includes(target[0])) return `src/${layer} must not import src/${target[0]}: ${specifier}`;
  return doorRefusal(file, target, specifier) ?? rendererRefusal(file, target, specifier);
}

function packageRefusal(layer, rule, specifier) {
  if (specifier.startsWith('virtual:')) return null;
  const allowed = rule.packages.some((one) =>
    one instanceof RegExp ? one.test(specifier) : specifier === one || specifier.startsWith(`${one}/`),
  );
  return allowed ? null : `src/${layer} must not import ${specifier}`;
}

function doorRefusal(file, target, specifier) {
  const door = LAYERS[target[0]].door;
  const length = door === 'folder' ? 2 : 1;
  if (door === undefined || file.slice(0, length).join() === target.slice(0, length).join()) return null;
  const atDoor = target.length === length + 1 && target[length] === 'index.ts';
  return atDoor
    ? null
    : `src/${target.slice(0, length).join('/')} is used through its index.ts: ${specifier}`;
}

function rendererRefusal(file, target, specifier) {
  if (file[0] !== 'renderer' || target[0] !== 'renderer') return null;
  const [, part, feature] = file;
  const [, otherPart, otherFeature] = target;
  if (part === 'features' && otherPart === 'features') {
    return feature === otherFeature
      ? null
      : `The feature ${feature} must not import the feature ${otherFeature}: ${specifier}`;
  }
  const allowed = RENDERER_PARTS[part] ?? [];
  return allowed.includes(otherPart)
    ? null
    : `src/renderer/${part} must not import src/renderer/${otherPart}: ${specifier}`;
}
