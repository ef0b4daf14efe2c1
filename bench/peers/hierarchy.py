"""SciPy's linkage: hierarchy.py POINTS.f64 DIMS METHOD OUTPUT.f64 RUNS. Prints wall and CPU seconds of each run as JSON and
writes the sorted heights."""
import json
import resource
import sys
import time

import numpy as np
from scipy.cluster.hierarchy import linkage


def cpu_sec():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    file, dims, method, output, runs = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])
    points = np.fromfile(file).reshape(-1, dims)
    wall, cpu = [], []
    for _ in range(runs):
        start, before = time.perf_counter(), cpu_sec()
        tree = linkage(points, method)
        wall.append(time.perf_counter() - start)
        cpu.append(cpu_sec() - before)
    tree[:, 2].tofile(output)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"wallSec": wall, "cpuSec": cpu, "peakKib": peak}))


main()
