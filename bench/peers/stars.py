"""The book's star finder: stars.py FILE OUTPUT.json CUT RUNS. User CPU time of each run, without imports."""
import json
import resource
import sys

import numpy as np
from astropy.io.fits import getdata
from scipy.ndimage import maximum_filter
from skimage.exposure import rescale_intensity


def user_sec():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def find_stars(file, cut):
    image = getdata(file)
    image = np.arcsinh(image)
    image = image / image.max()
    low, high = np.percentile(image, 0.25), np.percentile(image, 99.5)
    rescaled = rescale_intensity(image, in_range=(low, high))
    maxima = maximum_filter(image, 3, mode="nearest") == image
    x, y = np.where(maxima.T)
    chosen = image[y, x] > cut
    return rescaled, (low, high), len(x), x[chosen], y[chosen]


def main():
    file, output, cut, runs = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
    times = []
    for _ in range(runs):
        before = user_sec()
        _, limits, maxima, x, y = find_stars(file, cut)
        times.append(user_sec() - before)
    with open(output, "w", encoding="utf-8") as target:
        json.dump(
            {
                "userSec": times,
                "limits": [float(limit) for limit in limits],
                "maxima": maxima,
                "x": x.tolist(),
                "y": y.tolist(),
            },
            target,
        )


main()
