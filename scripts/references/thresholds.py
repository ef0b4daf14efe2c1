#!/usr/bin/env python3
"""Reference thresholds of small images, by scikit-image. Run by hand, needs Debian's python3-skimage (0.19.3).

    /usr/bin/python3 scripts/references/thresholds.py

Writes test/data/references/thresholds.json; the same versions give the same bytes. Images are seeded. Non-finite numbers
are text. An image holds `integer` where its pixels are whole numbers by their type.
"""

import json
import pathlib
import warnings

import numpy as np
import skimage
from skimage import filters

TARGET = pathlib.Path(__file__).resolve().parents[2] / "test/data/references/thresholds.json"
HISTOGRAM = ("otsu", "triangle", "yen", "isodata")
# Rounds of smoothing by which the minimum is looked for; with few of them it fails where it is found with many.
ROUNDS = (10000, 400)


def images(rng):
    """Images by name: skies with sources, two classes, long tails, odd sizes, few values."""
    y, x = np.mgrid[0:31, 0:27]
    sky = rng.normal(100, 3, (31, 27))
    for row, column, height in ((5, 6, 90), (20, 21, 240), (28, 3, 40)):
        sky += height * np.exp(-((y - row) ** 2 + (x - column) ** 2) / 6)
    classes = np.where(rng.random((24, 33)) < 0.3, rng.normal(8, 1, (24, 33)), rng.normal(2, 0.7, (24, 33)))
    tail = rng.exponential(20, (29, 23))
    offset = rng.normal(12000, 5, (20, 20)) + 40 * (rng.random((20, 20)) < 0.1)
    # Few decimals keep the file small; float32 takes its own.
    sky, classes, tail, offset = (np.round(image, 5) for image in (sky, classes, tail, offset))
    return {
        "sky_f64": sky,
        "sky_f32": sky.astype(np.float32),
        "classes_f64": classes,
        "classes_f32": classes.astype(np.float32),
        "tail_f64": tail,
        "tail_f32": tail.astype(np.float32),
        "negative_f64": -tail - 5,
        "offset_f32": offset.astype(np.float32),
        "quantised_f64": np.round(sky / 2),
        "quantised_f32": np.round(tail).astype(np.float32),
        "ramp_f64": (x + y * 0.25).astype(float)[:20],
        "row_f64": rng.normal(0, 1, (1, 40)),
        "column_f32": rng.normal(5, 2, (37, 1)).astype(np.float32),
        "two_values_f64": np.where(rng.random((9, 9)) < 0.4, 1.5, 7.0),
        "u8": np.clip(rng.normal(70, 30, (21, 22)), 0, 255).astype(np.uint8),
        "i16_negative": rng.normal(-300, 90, (22, 21)).astype(np.int16),
        "i16_sky": np.round(sky).astype(np.int16),
        "u16_tail": np.clip(rng.exponential(900, (20, 23)), 0, 65535).astype(np.uint16),
    }


def numbers(array):
    array = np.asarray(array)
    # The shortest digits that read back to the same number of the type.
    text = [str(v) for v in array.ravel().astype(np.float32 if array.dtype == np.float32 else float)]
    return [(int(v) if v.is_integer() else v) if np.isfinite(v) else str(v) for v in map(float, text)]


def global_thresholds(image, nbins):
    found = {name: float(getattr(filters, "threshold_" + name)(image.copy(), nbins)) for name in HISTOGRAM}
    if nbins == 256:
        # skimage takes the minimum off in the type of the image, which small integers do not survive.
        wide = image.astype(np.int64) if image.dtype.kind in "iu" else image.copy()
        found["li"] = float(filters.threshold_li(wide))
        found["mean-threshold"] = float(filters.threshold_mean(image))
    return found


def minimum_thresholds(image):
    """The minimum between two peaks; null where there are not two."""
    cases = []
    for nbins, rounds in ((256, ROUNDS[0]), (256, ROUNDS[1]), (40, ROUNDS[0])):
        try:
            found = float(filters.threshold_minimum(image.copy(), nbins, rounds))
        except RuntimeError:
            found = None
        cases.append({"params": {"nbins": nbins, "max_num_iter": rounds}, "threshold": found})
    return cases


def local_thresholds(image):
    real = image.astype(np.float64)
    cases = []
    for size, k in ((3, 0.2), (15, 0.2), (7, -0.5), (25, 0.8)):
        if size // 2 >= min(image.shape) and min(image.shape) > 1:
            continue
        niblack = filters.threshold_niblack(real, size, k)
        cases.append({"method": "niblack", "params": {"window_size": size, "k": k}, "above": int((real > niblack).sum()),
                      "closest": float(np.min(np.abs(real - niblack)))})
        r = float(np.ptp(real)) / 2
        sauvola = filters.threshold_sauvola(real, size, k, r)
        cases.append({"method": "sauvola", "params": {"window_size": size, "k": k, "r": r}, "above": int((real > sauvola).sum()),
                      "closest": float(np.min(np.abs(real - sauvola)))})
    return cases


def adaptive_counts(image):
    real = image.astype(np.float64)
    cases = []
    for method in ("gaussian", "mean", "median"):
        for size, mode, offset in ((1, "reflect", -0.5), (5, "mirror", 0.25), (11, "wrap", 0), (21, "constant", -1), (41, "nearest", 0.1)):
            level = filters.threshold_local(real, size, method, offset, mode, cval=2.0)
            cases.append({"params": {"block_size": size, "weighting": method, "offset": offset, "mode": mode, "cval": 2.0},
                          "above": int((real > level).sum()), "closest": float(np.min(np.abs(real - level)))})
    return cases


def overlap(rng):
    cases = []
    for name, share in (("half", 0.5), ("few", 0.05), ("none", 0.0), ("all", 1.0)):
        a, b = rng.random((13, 11)) < share, rng.random((13, 11)) < share
        both, either = int((a & b).sum()), int((a | b).sum())
        cases.append({"name": name, "width": 11, "height": 13, "image": numbers(a), "other": numbers(b),
                      "expected": {"pixels": a.size, "on": int(a.sum()), "on_other": int(b.sum()), "both": both, "either": either,
                                   "differing": int((a ^ b).sum()), "iou": both / either if either else "NaN"}})
    return cases


def main():
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(20240917)
    cases = []
    for name, image in images(rng).items():
        case = {"name": name, "width": image.shape[1], "height": image.shape[0], "integer": image.dtype.kind in "iu",
                "pixel_type": "float64" if image.dtype == np.float64 else "float32", "pixels": numbers(image),
                "thresholds": [{"nbins": nbins, **global_thresholds(image, nbins)} for nbins in (256, 40)],
                "minimum": minimum_thresholds(image)}
        if image.shape[0] > 1 and image.shape[1] > 1:
            case["local"] = local_thresholds(image)
            case["adaptive"] = adaptive_counts(image)
        cases.append(case)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with open(TARGET, "w", encoding="utf-8") as out:
        head = {"made_by": "scripts/references/thresholds.py", "versions": {"scikit-image": skimage.__version__, "numpy": np.__version__}}
        out.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(map(json.dumps, cases)) + '\n], "overlap": [\n')
        out.write(",\n".join(map(json.dumps, overlap(rng))) + "\n]}\n")


if __name__ == "__main__":
    main()
