"""Positions by astropy.wcs and astropy.coordinates for headers of every projection and frame we read.

Made with astropy 5.2.1 (wcslib 7.12), seed 7; run as
    python3 makeAstropy.py > astropy.json
Licence of the result: the project's own (MIT)."""
import json
import random
import warnings

import numpy as np
from astropy import units as u
from astropy.coordinates import FK4, FK5, BarycentricMeanEcliptic, FK4NoETerms, Galactic, SkyCoord, Supergalactic
from astropy.io.fits import Header
from astropy.wcs import WCS

warnings.simplefilter('ignore')
random.seed(7)


def header(name, projection, crval, cards=(), scale=0.5, axes=('RA', 'DEC')):
    cards = dict(cards)
    result = {
        'CTYPE1': (axes[0] + '----')[:5] + projection, 'CTYPE2': (axes[1] + '----')[:5] + projection,
        'CRPIX1': 100.5, 'CRPIX2': 80.25, 'CRVAL1': crval[0], 'CRVAL2': crval[1]}
    if not any(k.startswith(('CD1', 'CD2', 'CDELT')) for k in cards):
        result.update({'CDELT1': -scale, 'CDELT2': scale * 1.1})
    result.update(cards)
    return name, result


HEADERS = [
    *[header(f'{p} at {c}', p, c) for p in ('TAN', 'SIN', 'ARC', 'STG', 'ZEA') for c in ((150.0, 35.0), (10.0, -89.5), (0.0, 90.0), (33.0, -90.0))],
    *[header(f'{p} at {c}', p, c) for p in ('CAR', 'CEA', 'MER', 'SFL', 'AIT', 'MOL') for c in ((150.0, 0.0), (20.0, 40.0), (0.0, -60.0), (12.0, 90.0))],
    header('TAN rotated pole', 'TAN', (80.0, 20.0), {'LONPOLE': 133.0}),
    header('CAR with LONPOLE', 'CAR', (80.0, 20.0), {'LONPOLE': 60.0, 'LATPOLE': 30.0}),
    header('CAR southern pole', 'CAR', (80.0, -20.0), {'LONPOLE': 150.0, 'LATPOLE': -90.0}),
    header('AIT native poles', 'AIT', (266.4, -28.9), {'LONPOLE': 121.4, 'LATPOLE': 27.1}),
    header('CEA lambda', 'CEA', (10.0, 0.0), {'PV2_1': 0.75}),
    header('SIN slant', 'SIN', (10.0, 50.0), {'PV2_1': 0.1, 'PV2_2': -0.2}, scale=0.3),
    header('NCP', 'NCP', (10.0, 50.0), scale=0.2),
    header('CROTA2', 'TAN', (10.0, 50.0), {'CDELT1': -0.01, 'CDELT2': 0.012, 'CROTA2': 33.0}),
    header('PC', 'SIN', (10.0, 50.0), {'CDELT1': -0.01, 'CDELT2': 0.012, 'PC1_1': 0.8, 'PC1_2': -0.6, 'PC2_1': 0.6, 'PC2_2': 0.8}),
    header('CD with one element missing', 'TAN', (10.0, 50.0), {'CD1_1': -0.01, 'CD2_2': 0.01, 'CD1_2': 0.001}),
    header('arcsec', 'TAN', (36000.0, 180000.0), {'CDELT1': -2.0, 'CDELT2': 2.0, 'CUNIT1': 'arcsec', 'CUNIT2': 'arcsec'}),
    header('latitude first', 'TAN', (50.0, 10.0), {'CDELT1': 0.01, 'CDELT2': -0.012, 'CROTA1': 20.0}, axes=('DEC', 'RA')),
    header('galactic', 'TAN', (30.0, 2.0), {'CDELT1': -0.01, 'CDELT2': 0.01}, axes=('GLON', 'GLAT')),
    header('TPV', 'TPV', (52.5, -28.7), {'CD1_1': -1e-3, 'CD1_2': 2e-5, 'CD2_1': 3e-5, 'CD2_2': 1e-3,
        **{f'PV1_{m}': v for m, v in ((0, 1e-3), (1, 1.01), (2, 2e-3), (3, 1e-3), (4, 2e-2), (5, -1e-2), (6, 3e-3), (7, 1e-2), (11, 4e-3), (12, 5e-3), (17, 1e-3), (23, 2e-3), (30, 1e-3), (39, 1e-3))},
        **{f'PV2_{m}': v for m, v in ((0, -1e-3), (1, 0.99), (2, -2e-3), (4, 1e-2), (5, 2e-2), (8, 3e-2), (16, 1e-3), (22, 1e-3), (24, 1e-3), (38, 1e-3))}}),
    header('SIP', 'TAN-SIP', (202.5, 47.2), {'CD1_1': -3e-4, 'CD2_2': 3e-4, 'A_ORDER': 3, 'B_ORDER': 2, 'A_2_0': 1e-5, 'A_1_1': -2e-5, 'A_0_3': 1e-8, 'B_0_2': 2e-5, 'B_2_0': -1e-5}),
]

cases = []
for name, cards in HEADERS:
    wcs = WCS(Header(list(cards.items())))
    pixels = [[100.5, 80.25], *[[round(random.uniform(-20, 220), 3), round(random.uniform(-20, 180), 3)] for _ in range(15)]]
    world = wcs.all_pix2world(np.array(pixels), 1)
    swap = cards['CTYPE1'].startswith('DEC')
    rows = [[None if np.isnan(v) else float(v) for v in (row[::-1] if swap else row)] for row in world]
    cases.append({'name': name, 'cards': cards, 'pixels': pixels, 'sky': rows})

frames = []
for name, cards, frame in [
    ('FK5', {'RADESYS': 'FK5'}, FK5()),
    ('FK5 of 1987', {'RADESYS': 'FK5', 'EQUINOX': 1987.5}, FK5(equinox='J1987.5')),
    ('FK5 by equinox', {'EQUINOX': 2000.0}, FK5()),
    ('FK4', {'RADESYS': 'FK4'}, FK4()),
    ('FK4 by equinox', {'EQUINOX': 1950.0}, FK4()),
    ('FK4 by epoch', {'EPOCH': 1950.0}, FK4()),
    ('FK4 of 1900', {'RADECSYS': 'FK4', 'EQUINOX': 1900.0}, FK4(equinox='B1900', obstime='B1950')),
    ('FK4 without E-terms', {'RADESYS': 'FK4-NO-E'}, FK4NoETerms()),
    ('ICRS by default', {}, 'icrs'),
    ('galactic', {'CTYPE1': 'GLON-TAN', 'CTYPE2': 'GLAT-TAN'}, Galactic()),
    ('supergalactic', {'CTYPE1': 'SLON-TAN', 'CTYPE2': 'SLAT-TAN'}, Supergalactic()),
    ('ecliptic', {'CTYPE1': 'ELON-TAN', 'CTYPE2': 'ELAT-TAN'}, BarycentricMeanEcliptic())]:
    points = [[round(random.uniform(0, 360), 4), round(random.uniform(-89, 89), 4)] for _ in range(8)]
    sky = SkyCoord([p[0] for p in points] * u.deg, [p[1] for p in points] * u.deg, frame=frame).icrs
    frames.append({'name': name, 'cards': cards, 'native': points, 'icrs': [[float(a), float(d)] for a, d in zip(sky.ra.deg, sky.dec.deg)]})

print('{"cases": [\n' + ',\n'.join(map(json.dumps, cases)) + '],\n"frames": [\n' + ',\n'.join(map(json.dumps, frames)) + ']}')
