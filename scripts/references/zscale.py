"""Zscale limits of many samples, for test/reference/core/zscale.test.ts.

Made with astropy 5.2 and numpy 1.24; run as
    python3 scripts/references/zscale.py > test/data/references/zscale.json
Each case is a sample of at most n_samples values, sorted, so that it is what the line is fitted to."""
import json

import numpy as np
from astropy.visualization import ZScaleInterval

rng = np.random.default_rng(20240817)


def values(kind, n):
    if kind == 'normal':
        return rng.normal(1000, 30, n)
    if kind == 'stars':
        return rng.normal(10, 1, n) + np.where(rng.random(n) < 0.1, rng.exponential(200, n), 0)
    if kind == 'counts':
        return rng.poisson(3, n).astype(float)
    if kind == 'two':
        return np.where(rng.random(n) < 0.5, 0.0, 100.0) + rng.normal(0, 0.1, n)
    if kind == 'steep':
        return np.exp(rng.normal(0, 3, n))
    if kind == 'negative':
        return -rng.gamma(2, 5, n)
    return np.full(n, 7.0)


cases = []
for kind in ('normal', 'stars', 'counts', 'two', 'steep', 'negative', 'constant'):
    for n in (1, 2, 4, 5, 6, 50, 99, 100, 250, 600):
        for options in ({}, {'contrast': 0.6, 'krej': 1.5}, {'max_iterations': 2, 'max_reject': 0.9}, {'contrast': 0, 'min_npixels': 20}):
            if n > 100 and options and kind not in ('stars', 'two'):
                continue
            sample = np.sort(np.array([float('%.7g' % v) for v in values(kind, n)]))
            low, high = ZScaleInterval(**options).get_limits(sample)
            cases.append({'kind': kind, 'options': options, 'sample': sample.tolist(), 'limits': [float(low), float(high)]})
print(json.dumps({'astropy': '5.2', 'rtol': 1e-9, 'cases': cases}, separators=(',', ':')))
