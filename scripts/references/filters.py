#!/usr/bin/python3
"""Reference numbers of the linear and rank filters, from SciPy 1.10 and scikit-image 0.19.

    /usr/bin/python3 scripts/references/filters.py

Writes test/data/references/filters.json. What the libraries do not do (leaving missing pixels out) is computed here by the
definition, in plain NumPy.
"""
import json
import os
from functools import partial

import numpy as np
from scipy import ndimage
from skimage import filters

import written

MODES = ("reflect", "mirror", "nearest", "wrap", "constant")
PADDING = {"reflect": "symmetric", "mirror": "reflect", "nearest": "edge", "wrap": "wrap", "constant": "constant"}
rng = np.random.default_rng(20110607)
plain = partial(written.typed_plane, digits32=9, digits64=15)


def field(h, w):
    y, x = np.mgrid[0:h, 0:w]
    a = 10 + 0.2 * x + 3 * rng.standard_normal((h, w))
    for _ in range(3):
        a += 40 * np.exp(-((x - rng.uniform(0, w)) ** 2 + (y - rng.uniform(0, h)) ** 2) / 4)
    return np.round(a, 3)


def with_gaps(a):
    a = a.copy()
    a[rng.random(a.shape) < 0.1] = np.nan
    a[3:7, 4:10] = np.nan
    return a


IMAGES = {"field": field(13, 19), "row": field(1, 17), "column": field(14, 1), "pixel": field(1, 1)}
IMAGES["three"] = field(3, 3)
IMAGES["flat"] = np.full((6, 7), 0.1)
IMAGES["counts"] = rng.integers(0, 5, (9, 11)).astype(float)
IMAGES["gaps"] = with_gaps(IMAGES["field"])
IMAGES["nothing"] = np.full((5, 4), np.nan)
IMAGES["infinite"] = IMAGES["field"].copy()
IMAGES["infinite"][6, 6], IMAGES["infinite"][0, 12], IMAGES["infinite"][9, 9] = np.inf, -np.inf, np.nan
IMAGES["single"] = IMAGES["field"].astype(np.float32)
IMAGES["singleGaps"] = IMAGES["gaps"].astype(np.float32)
CASES = []


# ------------------------------------------------------------------ by the definition
def gaussian_of_there(image, sigma, **rest):
    there = np.isfinite(image)
    top = ndimage.gaussian_filter(np.where(there, image, 0).astype(float), sigma, **rest)
    share = ndimage.gaussian_filter(there.astype(float), sigma, **{**rest, **({"cval": 1} if "cval" in rest else {})})
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there, top / share, image)


def of_windows(image, size, mode, cval, usable, what):
    """`what` of the usable values of each window; pixels that are not usable stay."""
    before = size // 2
    rest = {"constant_values": cval} if mode == "constant" else {}
    padded = np.pad(image.astype(float), ((before, size - 1 - before),) * 2, mode=PADDING[mode], **rest)
    out = image.astype(float)
    for y, x in np.argwhere(usable(image)):
        window = padded[y : y + size, x : x + size]
        out[y, x] = what(window[usable(window)])
    return out


def differences(image, mode, what):
    padded = np.pad(image.astype(float), 1, mode=PADDING[mode])
    out = image.astype(float)
    for y, x in np.argwhere(~np.isnan(image)):
        window = padded[y : y + 3, x : x + 3]
        out[y, x] = what(np.where(np.isnan(window), image[y, x], window))
    return out


def laplace_of(w):
    return w[0, 1] + w[2, 1] + w[1, 0] + w[1, 2] - 4 * w[1, 1]


def sobel_of(w):
    weights = np.outer([-1, 0, 1], [1, 2, 1]) / 4
    return np.sqrt(((w * weights).sum() ** 2 + (w * weights.T).sum() ** 2) / 2)


# ------------------------------------------------------------------ cases
def case(operation, image, values, result, rtol=None):
    dtype = IMAGES[image].dtype
    CASES.append(
        {
            "name": f"{operation} {image} {json.dumps(values)}",
            "operation": operation,
            "image": image,
            "values": values,
            "output": plain(np.asarray(result).astype(dtype)),
            "rtol": rtol if rtol is not None else 1e-12 if dtype == np.float64 else 1e-6,
            "atol": 1e-13 if rtol is None else 0,
        }
    )


def rest_of(mode):
    return {"mode": mode, "cval": 7.5} if mode == "constant" else {"mode": mode}


def gaussians():
    for mode in MODES:
        rest = rest_of(mode)
        case("gaussian", "field", {"sigma": 1.3, **rest}, ndimage.gaussian_filter(IMAGES["field"], 1.3, **rest))
        case("gaussian", "three", {"sigma": 2, **rest}, ndimage.gaussian_filter(IMAGES["three"], 2, **rest))
    for image, sigma in (("row", 2), ("column", 1.5), ("pixel", 3), ("flat", 2), ("single", 1.7), ("single", 0.2), ("field", 0.3)):
        case("gaussian", image, {"sigma": sigma}, ndimage.gaussian_filter(IMAGES[image], sigma))
    values = {"sigma": 1, "sigma_y": 2.5, "truncate": 2}
    case("gaussian", "field", values, ndimage.gaussian_filter(IMAGES["field"], (2.5, 1), truncate=2))
    case("gaussian", "field", {"sigma": 0}, IMAGES["field"])
    case("gaussian", "gaps", {"sigma": 0.5, "missing": "spread"}, ndimage.gaussian_filter(IMAGES["gaps"], 0.5))
    for image, sigma in (("gaps", 1), ("gaps", 2.5), ("infinite", 1), ("singleGaps", 1), ("nothing", 1), ("gaps", 0.2)):
        case("gaussian", image, {"sigma": sigma}, gaussian_of_there(IMAGES[image], sigma))
    rest = rest_of("constant")
    case("gaussian", "gaps", {"sigma": 1, **rest}, gaussian_of_there(IMAGES["gaps"] - 7.5, 1, mode="constant", cval=0) + 7.5)


def windows():
    for mode in MODES:
        rest = rest_of(mode)
        case("median", "field", {"size": 5, **rest}, ndimage.median_filter(IMAGES["field"], 5, **rest), 0)
        case("mean", "field", {"size": 4, **rest}, ndimage.uniform_filter(IMAGES["field"], 4, **rest))
    for image, size in (("counts", 3), ("single", 3), ("single", 5), ("single", 7), ("field", 9), ("counts", 11), ("row", 5),
                        ("column", 3), ("pixel", 7), ("three", 5), ("flat", 3), ("field", 1)):
        case("median", image, {"size": size}, ndimage.median_filter(IMAGES[image], size), 0)
    case("median", "field", {"size": 4}, ndimage.median_filter(IMAGES["field"], 5), 0)
    for image, size in (("single", 3), ("row", 5), ("column", 4), ("pixel", 7), ("three", 8), ("flat", 3), ("field", 1)):
        case("mean", image, {"size": size}, ndimage.uniform_filter(IMAGES[image].astype(float), size))
    known = lambda a: ~np.isnan(a)
    for image, size in (("gaps", 3), ("gaps", 5), ("gaps", 7), ("singleGaps", 5), ("infinite", 5), ("nothing", 3), ("nothing", 9)):
        case("median", image, {"size": size}, of_windows(IMAGES[image], size, "reflect", 0, known, np.median), 1e-15)
    for image, size, mode in (("gaps", 3, "reflect"), ("gaps", 4, "wrap"), ("singleGaps", 5, "constant"), ("infinite", 3, "mirror"), ("nothing", 3, "reflect")):
        rest = rest_of(mode)
        case("mean", image, {"size": size, **rest}, of_windows(IMAGES[image], size, mode, 7.5, np.isfinite, np.mean))


def details():
    for mode in MODES:
        rest = rest_of(mode)
        case("laplace", "field", rest, ndimage.laplace(IMAGES["field"], **rest))
        # scikit-image leaves cval out.
        values = {"mode": mode}
        case("sobel", "field", values, filters.sobel(IMAGES["field"], mode=mode))
        low = filters.difference_of_gaussians(IMAGES["field"], 1, mode=mode, cval=7.5)
        case("difference-of-gaussians", "field", rest, low)
    for axis, number in (("y", 0), ("x", 1)):
        case("sobel", "field", {"axis": axis}, filters.sobel(IMAGES["field"], axis=number))
    for image in ("single", "row", "column", "pixel", "flat"):
        case("laplace", image, {}, ndimage.laplace(IMAGES[image]))
        case("sobel", image, {}, filters.sobel(IMAGES[image]))
    for image in ("gaps", "singleGaps", "nothing"):
        case("laplace", image, {"mode": "wrap"}, differences(IMAGES[image], "wrap", laplace_of))
        case("sobel", image, {"mode": "mirror"}, differences(IMAGES[image], "mirror", sobel_of))
    values = {"low_sigma": 0.8, "high_sigma": 2, "truncate": 3}
    for image in ("field", "single"):
        result = filters.difference_of_gaussians(IMAGES[image], 0.8, 2, truncate=3)
        case("difference-of-gaussians", image, values, result)
    gaps = gaussian_of_there(IMAGES["gaps"], 1, mode="nearest") - gaussian_of_there(IMAGES["gaps"], 1.6, mode="nearest")
    case("difference-of-gaussians", "gaps", {}, gaps)
    for image, radius, amount in (("field", 1, 1), ("field", 2.5, -0.5), ("single", 1.5, 3), ("pixel", 1, 1)):
        result = filters.unsharp_mask(IMAGES[image], radius, amount, preserve_range=True)
        case("unsharp-mask", image, {"radius": radius, "amount": amount}, result)
    image = IMAGES["infinite"]
    with np.errstate(invalid="ignore"):
        sharp = np.where(np.isfinite(image), image + 2 * (image - gaussian_of_there(image, 1)), image)
    case("unsharp-mask", "infinite", {"radius": 1, "amount": 2}, sharp)


gaussians()
windows()
details()
with open(os.path.join(written.FOLDER, "filters.json"), "w", encoding="utf-8") as file:
    json.dump({"images": {name: plain(a) for name, a in IMAGES.items()}, "cases": CASES}, file, separators=(",", ":"))
