"""Writes test/data/references/regions.json: statistics of regions by NumPy, and where regions of the sky lie by astropy.

Run with Debian's python3 (numpy 1.24, astropy 5.2): /usr/bin/python3 scripts/references/regions.py
"""

import json
from pathlib import Path

import numpy as np
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.wcs import WCS

rng = np.random.default_rng(20260401)
y, x = np.mgrid[1:42, 1:58]


def turned(cx, cy, angle):
    t = np.radians(angle)
    return (x - cx) * np.cos(t) + (y - cy) * np.sin(t), (y - cy) * np.cos(t) - (x - cx) * np.sin(t)


def mask(shape):
    kind = shape['kind']
    if kind == 'polygon':
        inside = np.zeros(x.shape, bool)
        corners = shape['corners']
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
            if y1 != y2:
                crossing = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
                inside ^= ((y1 > y) != (y2 > y)) & (x < crossing)
        return inside
    cx, cy = shape['centre']
    square = (x - cx) ** 2 + (y - cy) ** 2
    if kind == 'circle':
        return square <= shape['radius'] ** 2
    if kind == 'annulus':
        return (square <= shape['outer'] ** 2) & (square > shape['inner'] ** 2)
    if kind == 'point':
        return (np.abs(x - cx) < 0.5) & (np.abs(y - cy) < 0.5)
    a, b = turned(cx, cy, shape['angle'])
    if kind == 'ellipse':
        return (a / shape['radii'][0]) ** 2 + (b / shape['radii'][1]) ** 2 <= 1
    w, h = shape['size']
    return (a >= -w / 2) & (a < w / 2) & (b >= -h / 2) & (b < h / 2)


SHAPES = [
    {'kind': 'circle', 'centre': [20.3, 18.7], 'radius': 7.25},
    {'kind': 'circle', 'centre': [2, 40], 'radius': 6},
    {'kind': 'circle', 'centre': [200, 40], 'radius': 6},
    {'kind': 'annulus', 'centre': [30, 20], 'inner': 4, 'outer': 9.5},
    {'kind': 'ellipse', 'centre': [25.1, 22.9], 'radii': [14.2, 5.1], 'angle': 33},
    {'kind': 'box', 'centre': [28.5, 12.5], 'size': [12, 8], 'angle': 0},
    {'kind': 'box', 'centre': [41.2, 26.3], 'size': [17, 6.5], 'angle': -71},
    {'kind': 'polygon', 'corners': [[5.2, 4.1], [33.3, 9.7], [20.1, 20.2], [38.8, 36.6], [7.7, 30.4]]},
    {'kind': 'point', 'centre': [11.2, 12.4], 'style': 'cross', 'size': 11},
]


def numbers(values):
    return [None if not np.isfinite(v) else float(v) for v in values]


def statistics(image, inside):
    every = image[inside]
    ok = np.isfinite(image) & inside
    v = image[ok].astype(np.float64)
    row = {'n_pixels': int(v.size), 'n_missing': int(every.size - v.size), 'sum': float(v.sum())}
    if v.size:
        row.update(
            mean=float(v.mean()), median=float(np.median(v)), std=float(v.std()), min=float(v.min()), max=float(v.max())
        )
        if v.sum() > 0:
            row.update(
                x_weighted=float((v * x[ok]).sum() / v.sum()), y_weighted=float((v * y[ok]).sum() / v.sum())
            )
    return row


def images():
    plain = rng.normal(100, 7, x.shape)
    holes = plain.copy()
    holes[rng.random(x.shape) < 0.1] = np.nan
    holes[3, 4] = np.inf
    return {'plain': plain, 'holes': holes, 'constant': np.full(x.shape, 3.0), 'signed': plain - 100}


def sky():
    header = {
        'CTYPE1': 'RA---TAN', 'CTYPE2': 'DEC--TAN', 'CRPIX1': 120.5, 'CRPIX2': 80.25, 'CRVAL1': 266.4, 'CRVAL2': -28.9,
        'CD1_1': -2.1e-4, 'CD1_2': 6.0e-5, 'CD2_1': 6.0e-5, 'CD2_2': 2.1e-4, 'RADESYS': 'ICRS',
    }
    wcs = WCS(header)
    cases = []
    for frame, ds9 in (('icrs', 'icrs'), ('fk5', 'fk5'), ('galactic', 'galactic'), ('fk4', 'fk4')):
        for ra, dec in ((266.4, -28.9), (266.39, -28.91)):
            # FK4 positions are those of objects at rest in FK5, seen at 1950.
            place = SkyCoord(ra, dec, unit='deg', frame='icrs')
            own = place.transform_to('fk4' if frame == 'fk4' else frame)
            lon, lat = own.spherical.lon.deg, own.spherical.lat.deg
            north = SkyCoord(lon * u.deg, (lat + 1 / 3600) * u.deg, frame=own.frame).icrs
            here = wcs.wcs_world2pix([[ra, dec]], 1)[0]
            up = wcs.wcs_world2pix([[north.ra.deg, north.dec.deg]], 1)[0]
            angle = 25.0
            cases.append(
                {
                    'system': ds9,
                    'line': f'{ds9}; ellipse({lon:.12f},{lat:.12f},12",5",{angle})',
                    'centre': [float(here[0]), float(here[1])],
                    'angle': float(np.degrees(np.arctan2(up[1] - here[1], up[0] - here[0])) - 90 + angle),
                }
            )
    scale = np.sqrt(2.1e-4**2 + 6.0e-5**2)
    return {'cards': header, 'radii': [12 / 3600 / scale, 5 / 3600 / scale], 'cases': cases}


def main():
    found = []
    for name, image in images().items():
        for pixel_type in ('float32', 'float64'):
            # Few digits keep the file small, and are the same in both types.
            stored = np.round(image, 2).astype(pixel_type)
            rows = [statistics(stored, mask(shape)) for shape in SHAPES]
            excluded = mask(SHAPES[4])
            less = [statistics(stored, mask(shape) & ~excluded) for shape in SHAPES]
            found.append(
                {
                    'name': f'{name}, {pixel_type}', 'pixel_type': pixel_type,
                    'pixels': [None if np.isnan(v) else 1e999 if np.isinf(v) else round(float(v), 2) for v in np.round(image, 2).ravel()],
                    'rows': rows, 'less': less,
                }
            )
    out = {'width': x.shape[1], 'height': x.shape[0], 'shapes': SHAPES, 'excluded': 4, 'images': found, 'sky': sky()}
    text = json.dumps(out, separators=(',', ':')).replace('Infinity', '1e999')
    Path(__file__).parents[2].joinpath('test/data/references/regions.json').write_text(text + '\n')


if __name__ == '__main__':
    main()
