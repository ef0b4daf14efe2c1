#!/usr/bin/env python3
"""Makes test/data/references/morphology.json: small images and what scikit-image 0.19 and SciPy 1.10 make of them.

    python3 scripts/references/morphology.py

Seeded: the same libraries give the same file. NaN and infinities are written as text, binary images as texts of 0 and 1,
distances as their squares, which are whole numbers.
"""

import json
import pathlib

import numpy as np
import scipy
import skimage
from scipy import ndimage
from skimage import measure, morphology, segmentation

TARGET = pathlib.Path(__file__).resolve().parents[2] / "test/data/references/morphology.json"
RNG = np.random.default_rng(20240611)
PROPERTIES = (
    "label area bbox centroid axis_major_length axis_minor_length eccentricity orientation perimeter "
    "equivalent_diameter_area extent area_convex solidity euler_number"
).split()
INTENSITIES = "intensity_mean intensity_min intensity_max centroid_weighted".split()


def footprint_of(name, radius):
    if name == "cross":
        footprint = np.zeros((2 * radius + 1, 2 * radius + 1), np.uint8)
        footprint[radius, :] = footprint[:, radius] = 1
        return footprint
    return {
        "square": lambda: morphology.square(2 * radius + 1),
        "disk": lambda: morphology.disk(radius),
        "diamond": lambda: morphology.diamond(radius),
    }[name]()


def grey_results(image, footprint):
    """Missing pixels are left out by the value that never wins, in both steps, and stay missing."""
    missing = np.isnan(image)

    def erode(values):
        return morphology.erosion(np.where(missing, np.inf, values), footprint)

    def dilate(values):
        return morphology.dilation(np.where(missing, -np.inf, values), footprint)

    opened, closed = dilate(erode(image)), erode(dilate(image))
    with np.errstate(invalid="ignore"):
        results = {
            "erosion": erode(image),
            "dilation": dilate(image),
            "opening": opened,
            "closing": closed,
            "white-top-hat": image - opened,
            "black-top-hat": closed - image,
            "morphological-gradient": dilate(image) - erode(image),
        }
    return {name: np.where(missing, np.nan, values) for name, values in results.items()}


def grey_images():
    noise = np.round(RNG.normal(100, 30, (13, 17)), 2)
    yield "noise", noise, [("square", 1), ("square", 3), ("disk", 2), ("disk", 4), ("diamond", 2), ("cross", 2)]
    holes = noise.copy()
    holes[RNG.random(holes.shape) < 0.2] = np.nan
    holes[4:8, 3:9] = np.nan
    yield "missing", holes, [("square", 2), ("disk", 3), ("diamond", 1), ("cross", 3)]
    yield "counts", RNG.integers(0, 5, (9, 31)).astype(float), [("square", 2), ("disk", 1)]
    yield "binary", (ndimage.gaussian_filter(RNG.normal(size=(19, 20)), 1.5) > 0.05).astype(float), [
        ("square", 1),
        ("disk", 2),
    ]
    yield "constant", np.full((6, 7), 3.0), [("disk", 3)]
    yield "one pixel", np.array([[4.0]]), [("square", 2), ("disk", 5)]
    yield "one row", np.round(RNG.normal(size=(1, 19)), 2), [("square", 3), ("disk", 2)]
    yield "one column", np.round(RNG.normal(size=(13, 1)), 2), [("diamond", 3)]
    yield "smaller than the footprint", np.round(RNG.normal(size=(5, 4)), 2), [("square", 9), ("disk", 11)]
    infinite = np.round(RNG.normal(size=(8, 9)), 2)
    infinite[2, 3], infinite[6, 6] = np.inf, -np.inf
    yield "infinities", infinite, [("square", 1)]
    tall = np.round(RNG.normal(size=(140, 5)), 1)
    yield "several strips", tall, [("disk", 2)]


def binary_images():
    yield "blobs", ndimage.gaussian_filter(RNG.normal(size=(33, 41)), 1.6) > 0.02
    yield "noise", RNG.random((31, 37)) < 0.45
    yield "dense", RNG.random((25, 30)) < 0.75
    yield "checkerboard", np.indices((8, 9)).sum(0) % 2 == 0
    rings = np.hypot(*(np.indices((31, 31)) - 15))
    yield "rings", ((rings > 4) & (rings < 8)) | ((rings > 11) & (rings < 15))
    spiral = np.zeros((15, 15), bool)
    spiral[1, 1:14] = spiral[1:14, 13] = spiral[13, 1:14] = spiral[4:14, 1] = spiral[4, 1:11] = True
    spiral[4:11, 10] = spiral[10, 4:11] = True
    yield "spiral", spiral
    bars = np.zeros((20, 30), bool)
    bars[2:9, 3:27] = bars[9:18, 12:17] = True
    yield "letter T", bars
    yield "all on", np.ones((6, 8), bool)
    yield "all off", np.zeros((5, 4), bool)
    yield "one pixel", np.array([[True]])
    yield "one row", np.array([[1, 1, 0, 1, 0, 0, 1, 1, 1]], bool)
    yield "one column", np.array([[0, 1, 1, 0, 1]], bool).T
    corner = np.ones((9, 7), bool)
    corner[8, 6] = False
    yield "off in a corner", corner


def binary_results(on):
    results = []

    def add(operation, parameters, pixels):
        written = digits(pixels) if pixels.dtype == bool else listed(pixels)
        results.append({"operation": operation, "parameters": parameters, "pixels": written})

    for connectivity in (1, 2):
        structure = ndimage.generate_binary_structure(2, connectivity)
        choice = {"connectivity": str(connectivity)}
        labels = measure.label(on, connectivity=connectivity)
        assert np.array_equal(labels, ndimage.label(on, structure)[0])
        add("label", choice, labels)
        add("fill-holes", choice, ndimage.binary_fill_holes(on, structure))
        for size in (3, 12):
            add(
                "remove-small-objects",
                {"min_size": size, **choice},
                morphology.remove_small_objects(on, size, connectivity),
            )
            add(
                "remove-small-holes",
                {"area_threshold": size, **choice},
                morphology.remove_small_holes(on, size, connectivity),
            )
    for size in (0, 1):
        if min(on.shape) > size:
            add("clear-border", {"buffer_size": size}, segmentation.clear_border(on, size))
    add("skeleton", {}, morphology.skeletonize(on))
    squares = np.full(on.shape, np.nan) if on.all() else np.rint(ndimage.distance_transform_edt(on) ** 2)
    add("distance-transform", {}, squares)
    return results


def label_images():
    for name, on in binary_images():
        if name not in ("all off",):
            yield name, on, measure.label(on, connectivity=2)
    scattered = RNG.integers(0, 6, (12, 14)) * 7
    scattered[RNG.random(scattered.shape) < 0.4] = 0
    yield "scattered labels", scattered, scattered
    ys, xs = np.indices((60, 60))
    ellipses = np.zeros((60, 60), int)
    for label, (x, y, a, b, angle) in enumerate(
        [(12, 14, 10, 4, 0.5), (40, 12, 8, 8, 0), (15, 42, 4, 12, -0.3), (44, 42, 13, 5, 2.4)], start=2
    ):
        u = (xs - x) * np.cos(angle) + (ys - y) * np.sin(angle)
        v = (ys - y) * np.cos(angle) - (xs - x) * np.sin(angle)
        ellipses[(u / a) ** 2 + (v / b) ** 2 <= 1] = label
    yield "ellipses", ellipses, ellipses


def listed(values):
    def plain(value):
        value = float(value)
        if not np.isfinite(value):
            return str(value)
        return int(value) if value == int(value) else float(f"{value:.13g}")

    return [plain(value) for value in np.asarray(values).ravel()]


def digits(values):
    """A binary image as one text of 0 and 1."""
    return "".join("1" if value else "0" for value in values.ravel())


def image_record(pixels):
    height, width = pixels.shape
    binary = pixels.dtype == bool
    return {"width": width, "height": height, "pixels": digits(pixels) if binary else listed(pixels)}


def columns_of(table):
    return {name: listed(values) for name, values in table.items()}


def measured(name, image, labels):
    intensity = np.round(RNG.normal(10, 3, image.shape), 2)
    intensity[RNG.random(image.shape) < 0.1] = np.nan
    intensity[RNG.random(image.shape) < 0.02] = np.inf
    finite = np.isfinite(intensity)
    seen = np.where(finite, labels, 0)
    table = measure.regionprops_table(seen, np.where(finite, intensity, 0), properties=["label", "area", *INTENSITIES])
    inside = [intensity[seen == label] for label in table["label"]]
    table["sum"] = [values.sum() for values in inside]
    table["std"] = [values.std() for values in inside]
    return {
        "name": name,
        **image_record(image),
        "properties": columns_of(measure.regionprops_table(labels, properties=PROPERTIES)),
        "intensity": listed(intensity),
        "intensities": columns_of(table),
    }


def main():
    grey = []
    for name, image, footprints in grey_images():
        for number, (footprint, radius) in enumerate(footprints):
            results = grey_results(image, footprint_of(footprint, radius))
            grey.append(
                {
                    "name": f"{name}, {footprint} {radius}",
                    **image_record(image),
                    "parameters": {"footprint": footprint, "radius": radius},
                    "results": {
                        kind: listed(values)
                        for kind, values in results.items()
                        if number == 0 or kind in ("erosion", "opening", "closing")
                    },
                }
            )
    binary = [
        {"name": name, **image_record(on), "results": binary_results(on)} for name, on in binary_images()
    ]
    tables = [measured(name, image, labels) for name, image, labels in label_images()]
    record = {
        "made_with": {
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-image": skimage.__version__,
        },
        "grey": grey,
        "binary": binary,
        "regions": tables,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(record, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
