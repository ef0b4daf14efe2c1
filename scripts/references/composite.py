"""Colour composites of three images, for test/reference/core/composite/composite.test.ts.

Made with astropy 5.2 and numpy 1.24; run as
    python3 scripts/references/composite.py > test/data/references/composite.json
Pixels are float32 values, given to astropy as float64. NaN is null."""
import json
import warnings

import numpy as np
from astropy.visualization import AsinhStretch, LinearStretch, make_lupton_rgb

warnings.simplefilter('ignore')
rng = np.random.default_rng(20040133)


def pixels(kind, shape):
    if kind == 'stars':
        sky = rng.normal(100, 4, shape) + np.where(rng.random(shape) < 0.2, rng.exponential(2000, shape), 0)
    elif kind == 'faint':
        sky = rng.normal(0, 1, shape)
    elif kind == 'negative':
        sky = -rng.gamma(2, 5, shape)
    elif kind == 'steep':
        sky = np.exp(rng.normal(2, 4, shape))
    else:
        sky = np.full(shape, 7.0)
    return sky.astype(np.float32)


def rounded(image):
    return [None if np.isnan(v) else float(v) for v in image.ravel()]


cases = []
LOOKS = [
    {'minimum': [0, 0, 0], 'weights': [1, 1, 1], 'stretch': 5, 'q': 8},
    {'minimum': [98, 101, 96.5], 'weights': [1, 0.7, 2.25], 'stretch': 40, 'q': 8},
    {'minimum': [1, -2, 0], 'weights': [1, 1.3, 0.4], 'stretch': 0.5, 'q': 0},
    {'minimum': [0, 3, 6], 'weights': [0.5, 0, 1], 'stretch': 900, 'q': 120},
]
for kind in ('stars', 'faint', 'negative', 'steep', 'constant'):
    for shape in ((1, 1), (1, 23), (17, 13)):
        images = [pixels(kind, shape) for _ in range(3)]
        if shape == (17, 13):
            for n, image in enumerate(images):
                image[n, 3 * n] = np.nan
        missing = np.isnan(sum(image.astype(float) for image in images))
        for look in LOOKS:
            intensities = [
                (image.astype(float) - low) * weight
                for image, low, weight in zip(images, look['minimum'], look['weights'])
            ]
            lupton = make_lupton_rgb(*intensities, minimum=0, stretch=look['stretch'], Q=look['q'])
            curve = AsinhStretch(1 / look['q']) if look['q'] > 0 else LinearStretch()
            channels = np.dstack([
                (curve(np.clip(np.nan_to_num(one) / look['stretch'], 0, 1)) * 255).astype(np.uint8)
                for one in intensities
            ])
            cases.append({
                'kind': kind,
                'width': shape[1],
                'height': shape[0],
                'images': [rounded(image) for image in images] if look is LOOKS[0] else None,
                'look': look,
                'lupton': lupton[~missing].ravel().tobytes().hex(),
                'channels': channels[~missing].ravel().tobytes().hex(),
            })
print(json.dumps({'astropy': '5.2', 'cases': cases}, separators=(',', ':')))
