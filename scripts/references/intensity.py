#!/usr/bin/python3
"""Reference numbers of the intensity and colour operations, from scikit-image 0.19.

    /usr/bin/python3 scripts/references/intensity.py

Writes test/data/references/intensity.json.
"""
import warnings
from functools import partial
import numpy as np
from skimage import color, exposure
import written

warnings.simplefilter("ignore")
rng = np.random.default_rng(20120731)
plain = partial(written.typed_plane, digits32=8, digits64=11)


def unit(h, w):
    a = np.round(rng.beta(1.2, 3, (h, w)), 4)
    a.flat[0], a.flat[-1] = 0, 1
    return a


images = {"unit": unit(13, 15), "counts": np.rint(rng.exponential(300, (9, 12))), "below": np.round(rng.normal(0, 4, (8, 10)), 3),
          "row": unit(1, 13), "column": unit(9, 1), "pixel": np.array([[0.4]]), "constant": np.full((5, 6), 0.75),
          "large": unit(29, 37)}
images["unit_f32"] = images["unit"].astype(np.float32)
images["counts_f32"] = images["counts"].astype(np.float32)
holes = images["unit"].copy()
holes[3, 4] = holes[7:9, 9:13] = np.nan
images["holes"] = holes
for name in ("red", "green", "blue"):
    images[name] = np.round(rng.random((8, 9)), 3)
images["green"][0] = images["blue"][0] = images["red"][0]
images["green"][1], images["red"][2], images["blue"][3] = images["red"][1], images["blue"][2], images["red"][3]
images["red"][4], images["green"][5] = 0, 1
images["red"][6, :3], images["green"][6, :3], images["blue"][6, :3] = 0.001, 0.002, 0.0
for name in ("red", "green", "blue"):
    images[name + "_f32"] = images[name].astype(np.float32)
derived = {name: {"of": name[:-4], "pixelType": "float32"} for name in images if name.endswith("_f32")}
cases = []


def case(name, operation, image, values, output, rtol=1e-10, atol=0, others=None):
    cases.append({"name": name, "operation": operation, "image": image, "values": values, **({"others": others} if others else {}),
                  "output": plain(np.asarray(output)), "rtol": rtol, "atol": atol})


def scaled(a):
    low, high = np.nanmin(a), np.nanmax(a)
    return (a - low) / (high - low)


def tolerance(a):
    return 1e-6 if a.dtype == np.float32 else 1e-10


for name in ("unit", "counts", "below", "constant", "unit_f32", "counts_f32"):
    a = images[name]
    for i, o in (("image", "dtype"), ("image", "image"), ("dtype", "dtype"), ((0.2, 0.7), (10, 300)), ((-1.5, 200), "dtype")):
        values = {"in_range": i if isinstance(i, str) else "values", "out_range": o if isinstance(o, str) else "values"}
        if not isinstance(i, str):
            values["in_limits"] = i
        if not isinstance(o, str):
            values["out_limits"] = o
        if name in ("unit", "constant") or i == "image":
            case("%s_%s_%s" % (name, values["in_range"], o), "rescale-intensity", name, values, exposure.rescale_intensity(a, in_range=i, out_range=o), tolerance(a))

for name in ("counts", "below", "holes", "row", "column", "counts_f32"):
    a = images[name]
    s = scaled(a)
    case(name, "gamma", name, {"gamma": 0.45, "gain": 2}, exposure.adjust_gamma(s, 0.45, 2), tolerance(a))
    case(name, "adjust-log", name, {"gain": 1.5}, exposure.adjust_log(s, 1.5), tolerance(a))
    case(name, "sigmoid", name, {"cutoff": 0.3, "gain": 7}, exposure.adjust_sigmoid(s, 0.3, 7), tolerance(a))
for name in ("unit", "counts", "unit_f32"):
    a = images[name]
    off = {"normalise": False}
    case(name + "_raw", "gamma", name, {"gamma": 2.2, **off}, exposure.adjust_gamma(a, 2.2), tolerance(a))
    if name != "counts":
        case(name + "_raw_inverse", "adjust-log", name, {"inv": True, **off}, exposure.adjust_log(a, inv=True), tolerance(a))
        case(name + "_raw_inverse", "sigmoid", name, {"inv": True, **off}, exposure.adjust_sigmoid(a, inv=True), tolerance(a))
case("gamma_0", "gamma", "unit", {"gamma": 0}, exposure.adjust_gamma(images["unit"], 0))

for name in ("unit", "counts", "below", "holes", "row", "pixel", "constant", "unit_f32", "counts_f32"):
    for nbins in (256, 17) if name == "unit" else (256,):
        a = images[name]
        out = exposure.equalize_hist(np.nan_to_num(a, nan=0.5), nbins=nbins, mask=np.isfinite(a))
        case("%s_%d" % (name, nbins), "equalize-hist", name, {"nbins": nbins}, np.where(np.isnan(a), a, out), tolerance(a))

for name, values in (("unit", {}), ("unit", {"kernel_size": 5}), ("unit", {"kernel_size": 8, "clip_limit": 0.05, "nbins": 32}), ("unit", {"kernel_size": 30, "clip_limit": 0.3}),
                     ("unit", {"kernel_size": 4, "clip_limit": 0}), ("large", {"kernel_size": 16, "clip_limit": 0.02}), ("large", {"nbins": 1000, "kernel_size": 11, "clip_limit": 0.1}),
                     ("counts", {"kernel_size": 6, "clip_limit": 0.08}), ("below", {"kernel_size": 7}), ("row", {}), ("column", {"kernel_size": 3})):
    a = images[name]
    case("%s_%s" % (name, "_".join(str(v) for v in values.values())), "clahe", name, values, exposure.equalize_adapthist(scaled(a), **values))
case("constant", "clahe", "constant", {}, np.zeros_like(images["constant"]))

for suffix in ("", "_f32"):
    rgb = np.stack([images[c + suffix] for c in ("red", "green", "blue")], axis=-1)
    others = {"green": "green" + suffix, "blue": "blue" + suffix}
    t = tolerance(rgb)
    case("rgb" + suffix, "grey", "red" + suffix, {}, color.rgb2gray(rgb), t, others=others)
    for space, f in (("hsv", color.rgb2hsv), ("lab", color.rgb2lab), ("xyz", color.rgb2xyz), ("ycbcr", color.rgb2ycbcr)):
        out = f(rgb)
        for channel in (1, 2, 3) if suffix == "" or space == "lab" else ():
            case("%s%s_%d" % (space, suffix, channel), "colour-channel", "red" + suffix, {"space": space, "channel": str(channel)}, out[..., channel - 1], t if suffix == "" else 1e-5, others=others)

written.write_cases("intensity", {k: derived.get(k) or plain(v) for k, v in images.items()}, cases)
