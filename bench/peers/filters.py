"""Filters of SciPy and scikit-image: filters.py INPUT.f32 FOLDER SIDE RUNS NAME…. Prints wall and CPU seconds of each run as JSON and
leaves each answer in FOLDER as float32 (thresholds as part of the JSON)."""
import json
import os
import resource
import sys
import time

import numpy as np
from scipy import ndimage
from skimage import filters, morphology

BLOCK = 51
# As threshold_local has it.
BLOCK_SIGMA = (BLOCK - 1) / 6


def cpu_sec():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    source, folder, side, runs, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]
    image = np.fromfile(source, np.float32).reshape(side, side)
    square = morphology.square(15)
    # Name, what is timed, what the answer is, longest that further runs are made for.
    cases = [
        ("gaussian", lambda: ndimage.gaussian_filter(image, 3.0), None),
        ("adaptive", lambda: ndimage.gaussian_filter(image, BLOCK_SIGMA), lambda: image > filters.threshold_local(image.astype(float), BLOCK)),
        ("median", lambda: ndimage.median_filter(image, 5), None),
        ("erosion", lambda: morphology.erosion(image, square), None),
        ("greyErosion", lambda: ndimage.grey_erosion(image, (15, 15)), None),
        ("otsu", lambda: filters.threshold_otsu(image), None),
    ]
    answers = {}
    for name, timed, answer in cases:
        if name not in wanted:
            continue
        wall, cpu = [], []
        while len(wall) < runs and (len(wall) < 2 or sum(wall) < 20):
            start, before = time.perf_counter(), cpu_sec()
            result = timed()
            wall.append(time.perf_counter() - start)
            cpu.append(cpu_sec() - before)
        answers[name] = {"wallSec": wall, "cpuSec": cpu}
        if answer:
            result = answer()
        if np.ndim(result):
            np.asarray(result, np.float32).tofile(os.path.join(folder, f"filters-{name}.f32"))
        else:
            answers[name]["value"] = float(result)
    print(json.dumps(answers))


main()
