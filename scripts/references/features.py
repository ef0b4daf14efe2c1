"""References for features and spectra: writes test/data/references/features.json.

Needs Debian 12's python3-scipy 1.10 and python3-skimage 0.19:
    /usr/bin/python3 scripts/references/features.py
"""
from functools import partial

import numpy as np
from scipy import ndimage
from scipy.signal import windows
from skimage import feature, morphology
from skimage.feature.blob import _blob_overlap

import written

rng = np.random.default_rng(20240505)
number = partial(written.number, digits=15)
plane = partial(written.plane, digits=15)


def numbers(values):
    return [number(v) for v in values]


def field(height, width, sigmas, count, noise=0.3):
    y, x = np.mgrid[0:height, 0:width].astype(float)
    image = 5 + 0.02 * x + rng.normal(scale=noise, size=(height, width))
    for _ in range(count):
        a, b, s = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(*sigmas)
        image += rng.uniform(5, 30) * np.exp(-((y - a) ** 2 + (x - b) ** 2) / (2 * s * s))
    return image.round(4)


IMAGES = {
    'field': field(40, 47, (1.2, 2.5), 25),
    'blobs': field(48, 56, (2, 6), 10, 0.1),
    'noise': rng.normal(size=(23, 31)).round(4),
    'negative': (-rng.uniform(1, 9, (17, 16))).round(4),
    'row': rng.normal(size=(1, 29)).round(4),
    'column': rng.normal(size=(30, 1)).round(4),
    'pixel': np.array([[2.5]]),
    'constant': np.full((6, 7), 3.0),
    'odd': rng.normal(size=(15, 21)).round(4),
    'prime': (rng.normal(size=(17, 19)) + 4).round(4),
    'counts': rng.integers(0, 60, (16, 20)).astype(float),
}
holes = IMAGES['field'].copy()
holes[rng.random(holes.shape) < 0.06] = np.nan
IMAGES['holes'] = holes


def transforms():
    cases = []
    for n in (1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 15, 16, 17, 19, 36, 48, 49, 61, 97, 128):
        values = (rng.normal(size=n) + 1j * rng.normal(size=n)).round(6)
        out = np.fft.fft(values)
        cases.append({'re': numbers(values.real), 'im': numbers(values.imag), 'outRe': numbers(out.real), 'outIm': numbers(out.imag), 'rtol': 1e-12})
    return cases


def powers():
    cases = []
    for name, log, subtract, window in [
        ('noise', False, False, 'none'), ('odd', False, True, 'none'), ('prime', True, False, 'none'), ('row', False, False, 'hann'),
        ('column', False, True, 'hann'), ('pixel', False, False, 'none'), ('counts', False, False, 'hann'), ('holes', False, True, 'hann'),
        ('constant', False, False, 'none'),
    ]:
        image = IMAGES[name]
        data = np.where(np.isfinite(image), image, np.median(image[np.isfinite(image)]))
        if subtract:
            data = data - data.mean()
        if window == 'hann':
            data = data * np.outer(*(windows.hann(n, sym=False) for n in data.shape))
        result = np.abs(np.fft.fftshift(np.fft.fft2(data))) ** 2
        if log:
            result = np.log10(result)
        cases.append({'image': name, 'values': {'log': log, 'subtract_mean': subtract, 'window': window}, 'expected': plane(result), 'rtol': 1e-12})
    return cases


def footprint(name, radius):
    if name == 'square':
        return morphology.square(2 * radius + 1)
    if name == 'disk':
        return morphology.disk(radius)
    middle = np.arange(2 * radius + 1) == radius
    return np.logical_or.outer(middle, middle)


def peaks():
    cases = []
    for name, values in [
        ('field', {}), ('field', {'min_distance': 4}), ('field', {'min_distance': 3, 'exclude_border': False}),
        ('field', {'threshold': 'absolute', 'threshold_abs': 9}), ('field', {'threshold': 'relative', 'threshold_rel': 0.4}),
        ('field', {'threshold': 'both', 'threshold_abs': 7.5, 'threshold_rel': 0.2, 'min_distance': 2}),
        ('field', {'num_peaks': 5, 'min_distance': 3}), ('field', {'footprint': 'disk', 'radius': 3, 'min_distance': 2}),
        ('field', {'footprint': 'cross', 'radius': 2}), ('field', {'footprint': 'square', 'radius': 1, 'min_distance': 6}),
        ('noise', {'exclude_border': False}), ('noise', {'min_distance': 5, 'exclude_border': False}), ('negative', {'exclude_border': False}),
        ('negative', {'min_distance': 2}), ('row', {'exclude_border': False}), ('row', {}), ('column', {'exclude_border': False, 'min_distance': 2}),
        ('pixel', {'exclude_border': False}), ('pixel', {'exclude_border': False, 'threshold': 'absolute', 'threshold_abs': 1}),
        ('constant', {'exclude_border': False, 'threshold': 'absolute', 'threshold_abs': 1}), ('noise', {'min_distance': 9, 'num_peaks': 2, 'exclude_border': False}),
    ]:
        args = {k: v for k, v in values.items() if k in ('min_distance', 'exclude_border', 'num_peaks')}
        if values.get('threshold') in ('absolute', 'both'):
            args['threshold_abs'] = values['threshold_abs']
        if values.get('threshold') in ('relative', 'both'):
            args['threshold_rel'] = values['threshold_rel']
        if 'footprint' in values:
            args['footprint'] = footprint(values['footprint'], values['radius'])
        image = IMAGES[name]
        found = feature.peak_local_max(image, **args).reshape(-1, 2)
        # The order of equal peaks is arbitrary there: ours is by y, then x.
        found = found[np.lexsort((found[:, 1], found[:, 0], -image[tuple(found.T)]))]
        cases.append({'image': name, 'values': values, 'x': (found[:, 1] + 1).tolist(), 'y': (found[:, 0] + 1).tolist(), 'value': numbers(image[tuple(found.T)])})
    return cases


def contrasts():
    cases = []
    for name, radius, cut in [('field', 5, 0), ('field', 2, 1.5), ('holes', 3, 0), ('row', 4, 0), ('constant', 2, 0), ('pixel', 1, 0), ('counts', 5, 17.5)]:
        image = IMAGES[name]
        pixels = np.where(np.isfinite(image), image, -np.inf)
        rows, columns = np.nonzero(np.isfinite(image) & (pixels == ndimage.maximum_filter(pixels, size=3, mode='nearest')))
        case = {'image': name, 'values': {'radius': radius, 'contrast_cut': cut}, 'x': [], 'y': [], 'contrast': [], 'prominence': [], 'rtol': 1e-12}
        for y, x in zip(rows, columns):
            around = image[max(0, y - radius):y + radius + 1, max(0, x - radius):x + radius + 1]
            around = around[np.isfinite(around)]
            if around.std() < cut:
                continue
            sigma = 1.482602218505602 * np.median(np.abs(around - np.median(around)))
            for key, value in (('x', x + 1), ('y', y + 1), ('contrast', around.std()), ('prominence', (image[y, x] - np.median(around)) / sigma if sigma > 0 else np.nan)):
                case[key].append(number(value))
        cases.append(case)
    return cases


def prune_in_order(blobs, overlap):
    """The overlaps in the order of the blobs, the strongest first."""
    blobs = blobs.copy()
    for i in range(len(blobs)):
        for j in range(i + 1, len(blobs)):
            if blobs[i, -1] and blobs[j, -1] and _blob_overlap(blobs[i], blobs[j]) > overlap:
                blobs[j if blobs[i, -1] > blobs[j, -1] else i, -1] = 0
    return blobs[blobs[:, -1] > 0]


def blobs():
    cases = []
    for kind, name, values in [
        ('blob-log', 'blobs', {}), ('blob-log', 'blobs', {'min_sigma': 2, 'max_sigma': 6, 'num_sigma': 5, 'threshold': 1}),
        ('blob-log', 'blobs', {'overlap': 0.1}), ('blob-log', 'field', {'max_sigma': 4, 'num_sigma': 7, 'threshold': 1.5}), ('blob-log', 'field', {'max_sigma': 4, 'num_sigma': 1, 'threshold': 1.5}),
        ('blob-log', 'row', {'max_sigma': 3, 'num_sigma': 4, 'threshold': 0.1}), ('blob-log', 'constant', {}), ('blob-log', 'noise', {'max_sigma': 5, 'threshold': 0.05}),
        ('blob-dog', 'blobs', {}), ('blob-dog', 'blobs', {'min_sigma': 1.5, 'max_sigma': 8, 'sigma_ratio': 1.3, 'threshold': 0.5}), ('blob-dog', 'field', {'max_sigma': 5, 'threshold': 1, 'overlap': 0.9}),
        ('blob-dog', 'column', {'max_sigma': 3, 'threshold': 0.1}), ('blob-dog', 'constant', {}),
    ]:
        args = {'min_sigma': 1, 'max_sigma': 10, 'threshold': 0.2, 'overlap': 0.5, **({'num_sigma': 10} if kind == 'blob-log' else {'sigma_ratio': 1.6}), **values}
        run = feature.blob_log if kind == 'blob-log' else feature.blob_dog
        found = run(IMAGES[name], **args)
        # scikit-image looks at overlaps in no certain order: only cases in which the order does not matter are kept.
        every = run(IMAGES[name], **{**args, 'overlap': 2})
        certain = sorted(map(tuple, found)) == sorted(map(tuple, prune_in_order(every, args['overlap']))) if len(every) else True
        print(kind, name, values, len(every), len(found), certain)
        if certain:
            cases.append({'operation': kind, 'image': name, 'values': values, 'x': numbers(found[:, 1] + 1), 'y': numbers(found[:, 0] + 1), 'sigma': numbers(found[:, 2])})
    return cases


groups = {'fft': transforms(), 'power': powers(), 'peaks': peaks(), 'contrast': contrasts(), 'blobs': blobs()}
NOTE = 'made by scripts/references/features.py from numpy 1.24, scipy 1.10, scikit-image 0.19; x and y from 1'
written.write_groups('features.json', NOTE, {'images': {k: plane(v) for k, v in IMAGES.items()}}, groups)
