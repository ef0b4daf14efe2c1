"""References for the geometric operations: writes test/data/references/geometry.json.

Needs Debian 12's python3-scipy 1.10, python3-skimage 0.19 and python3-astropy 5.2:
    /usr/bin/python3 scripts/references/geometry.py
"""
from functools import partial

import numpy as np
from astropy.coordinates import SkyCoord
from astropy.wcs import WCS
from scipy import ndimage
from skimage import transform

import written

rng = np.random.default_rng(20240504)
plane = partial(written.plane, digits=12)


def stars(height, width):
    y, x = np.mgrid[0:height, 0:width].astype(float)
    image = 10 + 0.1 * x + rng.normal(size=(height, width)).round(2)
    for _ in range(max(1, height * width // 60)):
        a, b, s = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(0.8, 2)
        image += 50 * np.exp(-((y - a) ** 2 + (x - b) ** 2) / (2 * s * s))
    return image.round(3)


IMAGES = {
    'small': stars(11, 14),
    'tall': stars(150, 5),
    'wide': stars(6, 61),
    'row': stars(1, 9),
    'column': stars(9, 1),
    'pixel': np.array([[7.25]]),
    'constant': np.full((5, 6), 3.5),
    'whole': rng.integers(0, 200, (7, 8)).astype(float),
}
holes = IMAGES['small'].copy()
holes[3, 4] = holes[3, 5] = holes[0, 0] = holes[9, 12] = np.nan
IMAGES['holes'] = holes
IMAGES['smooth'] = ndimage.gaussian_filter(rng.normal(size=(24, 30)) * 100, 2).round(4)


def interpolation(mode):
    return {'mode': 'constant', 'cval': np.nan} if mode == 'missing' else {'mode': mode, 'cval': -2.5}


def tolerance(order, mode):
    # SciPy's cubic filter in mode reflect does not even keep a constant on short lines (6.7e-7 on 5 pixels).
    return 1e-6 if order == 3 and mode == 'reflect' else 1e-10


def rotated():
    cases = []
    for name, angle, resize, order, mode in [
        ('small', 30, True, 3, 'missing'), ('small', -17.5, False, 3, 'mirror'), ('small', 200, True, 3, 'reflect'),
        ('small', 30, True, 1, 'constant'), ('small', 45, False, 1, 'mirror'), ('small', 75, True, 1, 'reflect'),
        ('small', 30, True, 0, 'missing'), ('small', 12, False, 0, 'mirror'), ('small', 90, True, 1, 'missing'),
        ('small', 180, True, 3, 'missing'), ('small', 270, True, 0, 'missing'), ('small', 0, True, 3, 'missing'),
        ('holes', 17, False, 1, 'missing'), ('holes', 90, True, 0, 'missing'), ('tall', 3, False, 3, 'missing'),
        ('tall', 84, True, 3, 'mirror'), ('wide', 9, True, 3, 'constant'), ('row', 20, True, 3, 'mirror'),
        ('column', 20, True, 1, 'reflect'), ('pixel', 33, True, 3, 'mirror'), ('constant', 21, False, 3, 'reflect'),
        ('whole', 61, True, 3, 'constant'),
    ]:
        expected = ndimage.rotate(IMAGES[name], -angle, reshape=resize, order=order, **interpolation(mode))
        cases.append({'image': name, 'values': {'angle': angle, 'resize': resize, 'order': str(order), 'mode': mode, 'cval': -2.5},
                      'expected': plane(expected), 'rtol': tolerance(order, mode)})
    return cases


def shifted():
    cases = []
    for name, dx, dy, order, mode in [
        ('small', 1.25, -0.5, 3, 'missing'), ('small', 2, 3, 1, 'constant'), ('small', -3.7, 0.2, 1, 'mirror'),
        ('small', 0.3, 0.4, 0, 'reflect'), ('tall', 0.5, 70.25, 3, 'mirror'), ('tall', 0, -31.4, 3, 'reflect'),
        ('wide', -20.3, 0, 3, 'constant'), ('row', 0.4, 0, 3, 'reflect'), ('holes', 0.5, 0.25, 1, 'missing'),
    ]:
        expected = ndimage.shift(IMAGES[name], (dy, dx), order=order, **interpolation(mode))
        cases.append({'image': name, 'values': {'dx': dx, 'dy': dy, 'order': str(order), 'mode': mode, 'cval': -2.5},
                      'expected': plane(expected), 'rtol': tolerance(order, mode)})
    return cases


def scaled():
    cases = []
    for name, factor, order, smooth in [
        ('small', 0.5, 1, True), ('small', 0.5, 1, False), ('small', 0.31, 3, True), ('small', 1.7, 3, True),
        ('small', 2, 1, False), ('small', 1.7, 0, False), ('small', 0.6, 0, True), ('tall', 0.4, 3, True),
        ('tall', 1.1, 3, False), ('wide', 0.25, 3, True), ('row', 0.5, 1, True), ('pixel', 3, 1, True),
        ('constant', 0.5, 3, True), ('whole', 0.75, 3, False),
    ]:
        expected = transform.rescale(IMAGES[name], factor, order=order, mode='reflect', anti_aliasing=smooth,
                                     clip=False, preserve_range=True)
        cases.append({'image': name, 'values': {'scale': factor, 'order': str(order), 'anti_aliasing': smooth},
                      'expected': plane(expected), 'rtol': 1e-10})
    return cases


def binned():
    cases = []
    everything = IMAGES['holes'].copy()
    everything[4:6, 4:6] = np.nan
    IMAGES['block'] = everything
    for name, width, height in [('small', 2, 2), ('small', 3, 4), ('holes', 2, 2), ('block', 2, 2), ('tall', 1, 7),
                                ('row', 4, 1), ('pixel', 1, 1), ('whole', 8, 7)]:
        image = IMAGES[name]
        rows, columns = image.shape[0] // height, image.shape[1] // width
        blocks = image[:rows * height, :columns * width].reshape(rows, height, columns, width)
        blocks = blocks.swapaxes(1, 2).reshape(rows, columns, -1)
        for func in ('mean', 'sum', 'median'):
            with np.errstate(all='ignore'):
                expected = getattr(np, 'nan' + func)(blocks, axis=2)
            expected[np.isnan(blocks).all(axis=2)] = np.nan
            cases.append({'image': name, 'values': {'block_width': width, 'block_height': height, 'func': func},
                          'expected': plane(expected), 'rtol': 1e-11})
    return cases


def flipped():
    ways = {'x': np.fliplr, 'y': np.flipud, 'both': lambda a: a[::-1, ::-1], 'transpose': np.transpose}
    return [{'image': name, 'values': {'axis': way}, 'expected': plane(turn(IMAGES[name])), 'rtol': 0}
            for name in ('small', 'holes', 'row', 'pixel') for way, turn in ways.items()]


def header(kind, crpix, crval, scale, angle=0.0, prefix=('RA', 'DEC'), sip=None):
    a = np.radians(angle)
    cards = {'WCSAXES': 2, 'CTYPE1': prefix[0].ljust(4, '-') + '-' + kind, 'CTYPE2': prefix[1].ljust(4, '-') + '-' + kind,
             'CUNIT1': 'deg', 'CUNIT2': 'deg', 'CRPIX1': crpix[0], 'CRPIX2': crpix[1], 'CRVAL1': crval[0], 'CRVAL2': crval[1],
             'CD1_1': -scale * np.cos(a), 'CD1_2': scale * np.sin(a), 'CD2_1': scale * np.sin(a), 'CD2_2': scale * np.cos(a)}
    if prefix[0] == 'RA':
        cards['RADESYS'] = 'ICRS'
    if sip:
        cards['CTYPE1'] += '-SIP'
        cards['CTYPE2'] += '-SIP'
        cards.update(sip)
    return cards


SIP = {'A_ORDER': 3, 'B_ORDER': 2, 'A_2_0': 1e-3, 'A_1_1': -2e-3, 'A_0_3': 4e-5, 'B_2_0': -1.5e-3, 'B_0_2': 5e-4}
HEADERS = {
    'tan': header('TAN', (15.5, 12.25), (266.4, -29.0), 1 / 3600, 20),
    'near': header('TAN', (12.0, 10.0), (266.4012, -28.9995), 1.3 / 3600, -35),
    'sip': header('TAN', (14.0, 11.5), (266.4005, -29.0003), 1.1 / 3600, 5, sip=SIP),
    'galactic': header('TAN', (15.0, 12.0), (359.9442, -0.0462), 1 / 3600, 0, ('GLON', 'GLAT')),
    'wide': header('CAR', (15.5, 12.5), (266.4, 0.0), 9.0),
    'sky': header('TAN', (13.5, 12.5), (270.0, 20.0), 4.0, 12),
    'apart': header('TAN', (12.0, 10.0), (10.0, 40.0), 1 / 3600),
}


def reprojected():
    cases = []
    image = IMAGES['smooth']
    for source, grid, shape, order, rtol in [
        ('tan', 'near', (22, 25), 1, 1e-6), ('tan', 'near', (22, 25), 3, 1e-6), ('tan', 'near', (22, 25), 0, 0),
        ('sip', 'tan', (24, 30), 3, 1e-6), ('tan', 'sip', (24, 30), 1, 1e-6), ('tan', 'tan', (24, 30), 3, 1e-6),
        ('galactic', 'tan', (24, 30), 1, 1e-3), ('tan', 'galactic', (20, 40), 3, 1e-3), ('wide', 'sky', (24, 26), 1, 1e-6),
        ('sky', 'wide', (20, 40), 3, 1e-6), ('tan', 'apart', (5, 6), 1, 0),
    ]:
        a, b = WCS(HEADERS[grid]), WCS(HEADERS[source])
        y, x = np.mgrid[0:shape[0], 0:shape[1]].astype(float)
        lon, lat = a.all_pix2world(x, y, 0)
        if ('galactic' in (source, grid)):
            frames = {'galactic': 'galactic'}
            sky = SkyCoord(lon, lat, unit='deg', frame=frames.get(grid, 'icrs')).transform_to(frames.get(source, 'icrs'))
            lon, lat = (sky.l.deg, sky.b.deg) if source == 'galactic' else (sky.ra.deg, sky.dec.deg)
        px, py = b.all_world2pix(lon, lat, 0, quiet=True)
        # A plane projection knows only the half of the sky that it faces.
        lon0, lat0 = np.radians(HEADERS[source]['CRVAL1']), np.radians(HEADERS[source]['CRVAL2'])
        away = np.sin(np.radians(lat)) * np.sin(lat0) + np.cos(np.radians(lat)) * np.cos(lat0) * np.cos(np.radians(lon) - lon0)
        height, width = image.shape
        inside = (px >= -0.5) & (px <= width - 0.5) & (py >= -0.5) & (py <= height - 0.5)
        if HEADERS[source]['CTYPE1'].endswith('TAN'):
            inside &= away > 0
        # The same pixels again: rounding must not move places off the border.
        places = np.array([np.clip(py, 0, height - 1), np.clip(px, 0, width - 1)])
        places[:, ~inside] = 0
        if order == 0:
            assert np.abs(places - np.floor(places) - 0.5).min() > 1e-6
        expected = ndimage.map_coordinates(image, places, order=order, mode='mirror')
        expected[~inside] = np.nan
        cases.append({'image': 'smooth', 'source': source, 'grid': grid, 'values': {'order': str(order)},
                      'expected': plane(expected), 'rtol': rtol})
    return cases


groups = {'rotate': rotated(), 'shift': shifted(), 'scale': scaled(), 'bin': binned(), 'flip': flipped(), 'reproject': reprojected()}
NOTE = 'made by scripts/references/geometry.py from scipy 1.10, scikit-image 0.19, astropy 5.2; rtol is relative to the largest magnitude'
written.write_groups('geometry.json', NOTE, {'images': {k: plane(v) for k, v in IMAGES.items()}, 'headers': HEADERS}, groups)
