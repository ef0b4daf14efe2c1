"""Directions in other frames by astropy, and profiles along lines by scikit-image.

Made with astropy 5.2.1, scikit-image 0.19.3, seed 11; run as
    python3 scripts/references/viewerTools.py > test/data/references/viewerTools.json
Licence of the result: the project's own (MIT)."""
import json
import random

import numpy as np
from astropy import units as u
from astropy.coordinates import FK4, FK5, BarycentricMeanEcliptic, Galactic, SkyCoord
from skimage.measure import profile_line
from skimage.measure.profile import _line_profile_coordinates

random.seed(11)
rng = np.random.default_rng(11)
FRAMES = {'FK5': FK5(equinox='J2000'), 'FK4': FK4(equinox='B1950'), 'GALACTIC': Galactic(),
          'ECLIPTIC': BarycentricMeanEcliptic(equinox='J2000')}
points = [(0, 0), (0, 90), (180, -90), (266.4, -28.936), (192.85948, 27.12825), (359.999, 0.001), (6.0236, -72.0813)]
points += [(random.uniform(0, 360), float(np.degrees(np.arcsin(random.uniform(-1, 1))))) for _ in range(60)]
coords = SkyCoord([p[0] for p in points] * u.deg, [p[1] for p in points] * u.deg, frame='icrs')
frames = {}
for name, frame in FRAMES.items():
    there = coords.transform_to(frame).spherical
    frames[name] = [[float(a), float(b)] for a, b in zip(there.lon.deg, there.lat.deg)]

separations = []
for i in range(0, len(points) - 1):
    a, b = coords[i], coords[i + 1]
    separations.append([float(a.separation(b).deg), float(a.position_angle(b).deg)])

profiles = []
for width, height, kind in ((23, 17, 'float32'), (40, 31, 'float64'), (5, 1, 'float32')):
    image = rng.normal(100, 20, (height, width)).astype(kind)
    if height > 1:
        image[3, 4] = np.nan
    for _ in range(6):
        src = (rng.uniform(-1, height), rng.uniform(-1, width))
        dst = (rng.uniform(-1, height), rng.uniform(-1, width))
        if _ == 0:
            src, dst = (0.0, 0.0), (0.0, width - 1.0)
        if _ == 1:
            src, dst = (height - 1.0, 2.0), (0.0, 2.0)
        for across in (1, 3, 4):
            # A neighbour without weight counts for nothing here, while in map_coordinates 0 NaN is NaN.
            def line(data):
                values = profile_line(data, src, dst, linewidth=across, order=1, mode='nearest', reduce_func=None)
                return values if values.ndim == 2 else values[:, None]
            rows, columns = _line_profile_coordinates(src, dst, linewidth=across)
            outside = (rows < -1e-9) | (rows > height - 1 + 1e-9) | (columns < -1e-9) | (columns > width - 1 + 1e-9)
            values = line(np.nan_to_num(image.astype(float)))
            outside = np.flip(outside, axis=1)
            values[outside | (line(np.isnan(image).astype(float)) > 1e-9)] = np.nan
            profiles.append({'width': width, 'height': height, 'pixelType': kind,
                             'line': [src[1], src[0], dst[1], dst[0]], 'across': across,
                             'image': len(profiles) and None,
                             'samples': [[None if np.isnan(v) else float(v) for v in row] for row in values]})
            profiles[-1]['image'] = [None if np.isnan(v) else float(v) for v in image.ravel()] if across == 1 and _ == 0 else None
print(json.dumps({'points': [list(map(float, p)) for p in points], 'frames': frames, 'tolerance_deg': 1e-7, 'separations': separations,
                  'profiles': profiles, 'rtol': 1e-12}))
