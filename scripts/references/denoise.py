#!/usr/bin/python3
"""Reference numbers of the denoising and background operations, from scikit-image 0.19, PyWavelets 1.1 and SEP 1.2.

    /usr/bin/python3 scripts/references/denoise.py

Writes test/data/references/denoise.json. Where the library approximates (see `note` of a case), the same is also
computed by the definition, in plain NumPy, with missing pixels.
"""
import math, warnings
from functools import partial
import numpy as np
import sep
from skimage import restoration
import written

warnings.simplefilter("ignore")
rng = np.random.default_rng(20120731)
plain = partial(written.typed_plane, digits32=8, digits64=11)


def field(h, w, stars=6, sky=0.3, noise=0.05):
    y, x = np.mgrid[0:h, 0:w].astype(float)
    a = sky + 0.2 * x / max(w, 1) + 0.1 * y / max(h, 1)
    for _ in range(stars):
        a += rng.uniform(0.3, 2) * np.exp(-((x - rng.uniform(0, w)) ** 2 + (y - rng.uniform(0, h)) ** 2) / (2 * 1.3**2))
    return np.round(np.abs(a + noise * rng.standard_normal((h, w))), 4)


# ------------------------------------------------------------------ by the definition
def finite_pairs(padded, y, x, b, c):
    return np.isfinite(padded[y, x]) and np.isfinite(padded[b, c])


def bilateral(image, radius, sigma_color, sigma_spatial, mode):
    padded = np.pad(image, radius, mode=mode)
    out = image.astype(float)
    d = np.arange(-radius, radius + 1)
    place = np.exp(-(d[:, None] ** 2 + d[None, :] ** 2) / (2 * sigma_spatial**2))
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            if not np.isfinite(image[y, x]):
                continue
            window = padded[y:y + 2 * radius + 1, x:x + 2 * radius + 1]
            known = np.isfinite(window)
            w = place[known] * np.exp(-((window[known] - image[y, x]) ** 2) / (2 * sigma_color**2))
            out[y, x] = (w * window[known]).sum() / w.sum()
    return out


def nl_means(image, size, reach, h, sigma, fast):
    r = size // 2
    halo = r + reach
    padded = np.pad(image, halo, mode="reflect")
    offsets = range(-r + 1, r + 1) if fast else range(-r, r + 1)
    if fast:
        weight = {(a, b): 1.0 / ((2 * r + 1) ** 2 * h * h) for a in offsets for b in offsets}
    else:
        weight = {(a, b): math.exp(-(a * a + b * b) / (2 * (r / 2) ** 2)) for a in offsets for b in offsets}
        total = sum(weight.values()) * h * h
        weight = {k: v / total for k, v in weight.items()}
    height, width = image.shape
    out = image.astype(float)
    for y in range(height):
        for x in range(width):
            if not np.isfinite(image[y, x]):
                continue
            top = bottom = 0.0
            for dy in range(-reach, reach + 1):
                for dx in range(-reach, reach + 1):
                    if not fast and not (0 <= y + dy < height and 0 <= x + dx < width):
                        continue
                    value = padded[y + halo + dy, x + halo + dx]
                    if not np.isfinite(value):
                        continue
                    distance = known = whole = 0.0
                    for (a, b), w in weight.items():
                        p = padded[y + halo + a, x + halo + b]
                        q = padded[y + halo + dy + a, x + halo + dx + b]
                        whole += w
                        if np.isfinite(p) and np.isfinite(q):
                            known += w
                            distance += w * ((p - q) ** 2 - 2 * sigma**2)
                    distance = max(0.0, distance) * whole / known
                    if distance <= 5:
                        top += math.exp(-distance) * value
                        bottom += math.exp(-distance)
            out[y, x] = top / bottom
    return out


# ------------------------------------------------------------------ images
images = {
    "field": field(14, 17),
    "small": field(9, 11, 2),
    "row": field(1, 17, 1),
    "column": field(15, 1, 1),
    "pixel": np.array([[0.625]]),
    "constant": np.full((7, 9), 0.25),
    "below": np.round(field(13, 15) - 0.6, 4),
    "counts": np.rint(100 * field(14, 19, 4)),
}
images["field_f32"] = images["field"].astype(np.float32)
images["wide"] = field(33, 38, 7)
holes = images["small"].copy()
holes[2, 3] = holes[0, 0] = holes[5:7, 6:9] = np.nan
holes[8, 2] = np.inf
images["holes"] = holes
sky = np.round(field(70, 90, 25, sky=10, noise=0.4), 2)
images["sky"] = sky
images["sky_f32"] = sky.astype(np.float32)
# Images that the file describes by others.
derived = {"field_f32": {"of": "field", "pixelType": "float32"}, "sky_f32": {"of": "sky", "pixelType": "float32"},
           "patchy": {"of": "sky", "pixelType": "float64", "missing": [10, 40, 30, 62]}}
patchy = sky.copy()
patchy[10:40, 30:62] = np.nan
images["patchy"] = patchy
cases = []


def case(name, operation, image, values, output, rtol, atol=0, note=""):
    cases.append({"name": name, "operation": operation, "image": image, "values": values,
                  "output": plain(np.atleast_2d(np.asarray(output)).reshape(images[image].shape)), "rtol": rtol, "atol": atol, "note": note})


for name in ("field", "counts"):
    a = images[name]
    out = restoration.denoise_bilateral(a, win_size=5, sigma_color=0.3 * a.std(), sigma_spatial=1e4, bins=200000, mode="symmetric")
    case(name + "_library", "bilateral", name, {"win_size": 5, "sigma_color": 0.3 * a.std(), "sigma_spatial": 100}, out, 2e-3, note="a flat weight of place in the library, nearly so here; values in bins there")
for name, radius, mode, ours in (("field", 3, "symmetric", "reflect"), ("holes", 2, "reflect", "mirror"), ("below", 2, "edge", "nearest"), ("row", 2, "wrap", "wrap"), ("pixel", 2, "symmetric", "reflect")):
    a = images[name]
    case(name + "_definition", "bilateral", name, {"win_size": 2 * radius + 1, "sigma_color": 0.2, "sigma_spatial": 1.5, "mode": ours}, bilateral(a, radius, 0.2, 1.5, mode), 1e-9)
case("constant", "bilateral", "constant", {}, images["constant"], 1e-15)

for name, weight, options in (("field", 0.1, {}), ("field", 0.5, {"eps": 1e-5, "max_num_iter": 50}), ("counts", 20.0, {}), ("row", 0.1, {}), ("column", 0.1, {}), ("pixel", 0.1, {}), ("constant", 0.1, {}), ("below", 0.2, {}), ("field_f32", 0.1, {})):
    a = images[name]
    f32 = a.dtype == np.float32
    case("%s_%g" % (name, weight), "total-variation", name, {"weight": weight, **options}, restoration.denoise_tv_chambolle(a, weight=weight, **options), 1e-5 if f32 else 1e-9)

for name, values in (("field", {"patch_size": 5, "patch_distance": 4, "h": 0.1, "sigma": 0.05}), ("field", {"patch_size": 7, "patch_distance": 3, "h": 0.2, "sigma": 0.0}), ("counts", {"patch_size": 3, "patch_distance": 5, "h": 12.0, "sigma": 5.0})):
    for fast in (True, False):
        a = images[name]
        out = restoration.denoise_nl_means(a, fast_mode=fast, preserve_range=True, **values)
        case("%s_%d_%s" % (name, values["patch_size"], "fast" if fast else "classic"), "non-local-means", name, {**values, "fast_mode": fast}, out, 2e-2, note="the library's exponential is wrong by up to 4 %")
for name, size, reach, h, sigma in (("small", 5, 2, 0.1, 0.04), ("holes", 3, 3, 0.2, 0.0), ("holes", 5, 2, 0.15, 0.05)):
    for fast in (True, False):
        case("%s_%d_%s_definition" % (name, size, "fast" if fast else "classic"), "non-local-means", name, {"patch_size": size, "patch_distance": reach, "h": h, "sigma": sigma, "fast_mode": fast}, nl_means(images[name], size, reach, h, sigma, fast), 1e-9)

for name, values in (("wide", {}), ("wide", {"wavelet": "db2", "wavelet_levels": 2}), ("field", {"wavelet": "db4", "mode": "hard", "method": "VisuShrink"}), ("field", {"sigma": 0.1, "wavelet": "sym4", "wavelet_levels": 3}),
                     ("small", {"wavelet": "db8"}), ("small", {"wavelet": "coif1", "wavelet_levels": 2}), ("below", {"wavelet": "sym8", "mode": "hard"}), ("below", {"wavelet": "coif2"}), ("field_f32", {"wavelet": "db2"}), ("counts", {"method": "VisuShrink"})):
    a = images[name]
    out = restoration.denoise_wavelet(a, **values)
    ours = {"shrinkage" if key == "method" else key: value for key, value in values.items()}
    case("%s_%s" % (name, "_".join(str(v) for v in values.values())), "wavelet", name, ours, out, 2e-5 if a.dtype == np.float32 else 1e-9)
case("constant", "wavelet", "constant", {}, images["constant"], 1e-10, note="scikit-image gives NaN")

for name, radius in (("field", 3), ("field", 4.5), ("counts", 10), ("below", 30), ("holes", 2), ("row", 3), ("pixel", 5), ("field_f32", 6)):
    a = images[name]
    f32 = a.dtype == np.float32
    background = restoration.rolling_ball(np.where(np.isneginf(a), np.nan, a), radius=radius)
    known = np.where(np.isinf(background), np.nan, background)
    case("%s_%g_background" % (name, radius), "rolling-ball", name, {"radius": radius, "gives": "background"}, known, 1e-6 if f32 else 1e-10)
    case("%s_%g" % (name, radius), "rolling-ball", name, {"radius": radius}, np.where(np.isinf(a), a, a - known), 2e-6 if f32 else 1e-10, 1e-6 if f32 else 1e-10)

for name, box, size, threshold in (("sky", 16, 3, 0.0), ("sky", 10, 5, 0.05), ("sky_f32", 23, 3, 0.0), ("sky", 64, 3, 0.0), ("sky", 100, 3, 0.0), ("patchy", 16, 1, 0.0), ("patchy", 8, 3, 0.0)):
    a = images[name]
    b = sep.Background(a, mask=~np.isfinite(a), bw=box, bh=box, fw=size, fh=size, fthresh=threshold)
    # A part of each map, since whole ones are long: columns and rows of a comb.
    for gives, out in (("background", b.back()), ("rms", b.rms())):
        rows, columns = slice(None, None, 5), slice(None, None, 7)
        part = np.asarray(out)[rows, columns].astype(np.float32)
        cases.append({"name": "%s_%d_%d_%s" % (name, box, size, gives), "operation": "mesh-background", "image": name,
                      "values": {"box_size": box, "filter_size": size, "filter_threshold": threshold, "gives": gives},
                      "comb": [5, 7], "output": plain(part), "rtol": 1e-4, "atol": 0, "note": "SEP computes in float32"})

written.write_cases("denoise", {k: derived.get(k) or plain(v) for k, v in images.items()}, cases)
