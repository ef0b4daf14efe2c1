"""Small TIFF and JPEG files of many kinds, for test/unit/workers/picture/tiff.test.ts and orientation.test.ts.

Made with Pillow 9.4 (libtiff 4.5), tifffile 2023.2.3 and numpy 1.24; run as
    python3 scripts/references/pictures.py > test/data/references/pictures.json
Each case is a file in base64 and its samples in each channel as the same libraries read them, row after row from the top;
those of the orientations are upright (PIL.ImageOps.exif_transpose)."""
import base64
import io
import json

import numpy as np
import tifffile
from PIL import Image, ImageOps, TiffImagePlugin

rng = np.random.default_rng(20240901)
RGB = ['RED', 'GREEN', 'BLUE']
cases = []


def listed(plane):
    return [value if np.isfinite(value) else str(value) for value in plane.ravel().tolist()]


def case(name, data, planes, channels, tolerance=0):
    cases.append({
        'name': name,
        'file': base64.b64encode(data).decode(),
        'width': planes[0].shape[1],
        'height': planes[0].shape[0],
        'tolerance': tolerance,
        'channels': {channel: listed(plane) for channel, plane in zip(channels, planes)},
    })


def with_tifffile(name, array, channels=('GREY',), planes=None, **options):
    out = io.BytesIO()
    tifffile.imwrite(out, array, metadata=None, software=False, **options)
    read = tifffile.imread(io.BytesIO(out.getvalue()))
    assert np.array_equal(read, array, equal_nan=array.dtype.kind == 'f')
    case(name, out.getvalue(), [array] if planes is None else planes, channels)


def with_pillow(name, image, compression, channels=('GREY',), tolerance=0, predictor=None, rows=None):
    out = io.BytesIO()
    row_bytes = np.asarray(image)[0].nbytes
    TiffImagePlugin.STRIP_SIZE = 2 ** 16 if rows is None else rows * row_bytes
    image.save(out, 'TIFF', compression=compression, tiffinfo={317: predictor} if predictor else {})
    assert rows is None or Image.open(out).tag_v2[278] == rows
    read = np.asarray(Image.open(io.BytesIO(out.getvalue())))
    planes = [read] if read.ndim == 2 else [read[..., i] for i in range(read.shape[2])]
    case(name, out.getvalue(), [plane.astype(float) if plane.dtype == bool else plane for plane in planes], channels, tolerance)


def integers(kind, shape=(5, 7)):
    info = np.iinfo(kind)
    bits = min(info.bits, 53)
    low = 0 if info.min == 0 else -2 ** (bits - 1)
    high = low + 2 ** bits - 1
    values = rng.integers(low, high, shape, endpoint=True).astype(kind)
    values.flat[:2] = low, high
    return values


halves = np.array([0, -0.0, 1, -2.5, 65504, 6e-8, 6.1e-5, np.nan, np.inf, -np.inf, 0.1, 3], 'f2').reshape(3, 4)
floats = (rng.normal(0, 1e5, (5, 7))).astype('f4')
floats[1, 2] = np.nan

for order, ending in (('<', 'little'), ('>', 'big')):
    for kind in ('u2', 'u4', 'i4', 'u8', 'i8'):
        with_tifffile(f'{kind}, {ending}-endian', integers(kind), byteorder=order)
    with_tifffile(f'half floats, {ending}-endian', halves, byteorder=order)
    with_tifffile(f'doubles, {ending}-endian', floats.astype('f8'), byteorder=order)
    with_tifffile(f'BigTIFF, {ending}-endian', integers('u2'), byteorder=order, bigtiff=True)
    for kind in ('u1', 'i2', 'u4'):
        array = integers(kind, (18, 20))
        with_tifffile(f'tiles of {kind}, differences, deflated, {ending}-endian', array, byteorder=order, tile=(16, 16), compression='zlib', predictor=2)

for kind in ('u1', 'f4'):
    array = integers('u1', (3, 5, 7)).astype(kind)
    with_tifffile(f'planes of {kind}', array, RGB, array, photometric='rgb', planarconfig='separate', rowsperstrip=2)
array = integers('u2', (3, 18, 20))
with_tifffile('planes in tiles, BigTIFF', array, RGB, array, photometric='rgb', planarconfig='separate', tile=(16, 16), bigtiff=True)
array = integers('u1', (18, 20, 3))
with_tifffile('colours in tiles', array, RGB, np.moveaxis(array, 2, 0), photometric='rgb', tile=(16, 16), compression='zlib')
array = integers('u4', (5, 7, 3))
with_tifffile('colours of 32 bits, big-endian', array, RGB, np.moveaxis(array, 2, 0), photometric='rgb', byteorder='>')

# What tifffile does not pack without further packages; of runs and of noise.
runs = np.repeat(np.arange(0, 200, 40), 300).reshape(30, 50).astype('u1')
noise = rng.integers(0, 256, (60, 70)).astype('u1')
for compression, kind in (('packbits', 'PackBits'), ('tiff_lzw', 'LZW')):
    with_pillow(f'runs by {kind}', Image.fromarray(runs), compression)
    with_pillow(f'noise by {kind}', Image.fromarray(noise[:20]), compression)
with_pillow('long tables of LZW', Image.fromarray(noise), 'tiff_lzw')
with_pillow('bits by PackBits', Image.fromarray(runs[:, ::3] > 90), 'packbits')
with_pillow('LZW of differences', Image.fromarray(integers('u2')), 'tiff_lzw', predictor=2)
with_pillow('LZW of differences of 32 bits', Image.fromarray(integers('i4')), 'tiff_lzw', predictor=2)
with_pillow('differences of floats, deflated', Image.fromarray(floats), 'tiff_adobe_deflate', predictor=3)
with_pillow('differences of floats by LZW, strips', Image.fromarray(floats), 'tiff_lzw', predictor=3, rows=2)

y, x = np.mgrid[:24, :40]
smooth = np.stack([4 * x + 20, 200 - 3 * y, 60 + 2 * x + y], axis=2).astype('u1')
with_pillow('JPEG, grey', Image.fromarray(smooth[..., 0]), 'jpeg', tolerance=2, rows=16)
with_pillow('JPEG, colours', Image.fromarray(smooth), 'jpeg', RGB, tolerance=6, rows=16)

orientations = []
stored = np.zeros((16, 24, 3), 'u1')
stored[:8, :8] = 240
stored[8:, :8] = 80
stored[:8, 16:] = 160
for orientation in range(1, 9):
    image = Image.fromarray(stored)
    exif = image.getexif()
    exif[274] = orientation
    jpeg, tiff = io.BytesIO(), io.BytesIO()
    image.save(jpeg, 'JPEG', quality=95, exif=exif)
    tifffile.imwrite(tiff, stored, metadata=None, software=False, photometric='rgb', compression='zlib', extratags=[(274, 'H', 1, orientation, True)])
    turned = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(jpeg.getvalue()))).convert('L'))
    assert np.abs(turned.astype(int)[::8, ::8] - turned[4::8, 4::8]).max() < 4
    orientations.append({
        'orientation': orientation,
        'jpeg': base64.b64encode(jpeg.getvalue()).decode(),
        'tiff': base64.b64encode(tiff.getvalue()).decode(),
        'width': turned.shape[1],
        'height': turned.shape[0],
        # Of each square of eight pixels.
        'squares': (np.rint(turned[4::8, 4::8] / 80) * 80).astype(int).tolist(),
    })

about = {'pillow': '9.4', 'tifffile': '2023.2.3', 'numpy': '1.24'}
print(json.dumps({**about, 'cases': cases, 'orientations': orientations}, separators=(',', ':')))
