"""How the other files of this folder write images, numbers and files. NaN and infinities are text: JSON has none."""
import json
import os

import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'test', 'data', 'references')


def number(value, digits):
    value = float(value)
    if np.isnan(value):
        return 'NaN'
    if np.isinf(value):
        return 'Infinity' if value > 0 else '-Infinity'
    return float('%.*g' % (digits, value))


def plane(image, digits):
    image = np.asarray(image)
    return {'width': image.shape[1], 'height': image.shape[0], 'pixels': [number(v, digits) for v in image.ravel()]}


def typed_plane(image, digits32, digits64):
    """A plane that says what its pixels are; those of float32 have fewer digits."""
    digits = digits32 if image.dtype == np.float32 else digits64
    return {'height': image.shape[0], 'width': image.shape[1], 'pixelType': str(image.dtype),
            'pixels': [number(v, digits) for v in image.ravel()]}


def write_groups(name, note, parts, groups):
    """A file with a note, some parts of one line each, and groups of cases, a line each."""
    def compact(value):
        return json.dumps(value, separators=(',', ':'))
    lines = ['"%s": %s' % (key, compact(value)) for key, value in parts.items()]
    lines += ['"%s": [\n%s\n]' % (key, ',\n'.join(map(compact, cases))) for key, cases in groups.items()]
    with open(os.path.join(FOLDER, name), 'w') as out:
        out.write('{\n' + ',\n'.join(['"note": "%s"' % note] + lines) + '\n}\n')


def write_cases(group, images, cases):
    """A file with images by name and cases, a line each."""
    target = os.path.join(FOLDER, group + '.json')
    note = 'see scripts/references/%s.py; rtol is relative to the largest finite magnitude of the expected image' % group
    with open(target, 'w') as out:
        out.write('{"group": "%s", "note": "%s",\n"images": {\n' % (group, note))
        out.write(',\n'.join('  %s: %s' % (json.dumps(k), json.dumps(v)) for k, v in images.items()))
        out.write('\n},\n"cases": [\n' + ',\n'.join('  ' + json.dumps(c) for c in cases) + '\n]}\n')
    print(len(cases), 'cases,', os.path.getsize(target), 'bytes')
