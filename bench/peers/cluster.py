"""DBSCAN and k-means of scikit-learn: cluster.py dbscan|kmeans INPUT OUTPUT ROWS RUNS PARAMETER... INPUT holds columns of
float64, OUTPUT gets labels as int32. Prints JSON with the wall times of the runs, without imports and reading."""
import json
import resource
import sys
import time

import numpy as np
from sklearn.cluster import DBSCAN, KMeans
from threadpoolctl import threadpool_limits

THREADS = 2


def main():
    kind, source, target = sys.argv[1:4]
    rows, runs = int(sys.argv[4]), int(sys.argv[5])
    data = np.ascontiguousarray(np.fromfile(source).reshape(-1, rows).T)
    times, answer = [], {}
    with threadpool_limits(THREADS):
        for _ in range(runs):
            start = time.perf_counter()
            if kind == "dbscan":
                model = DBSCAN(eps=float(sys.argv[6]), min_samples=int(sys.argv[7]), n_jobs=THREADS)
            else:
                init = np.array(json.loads(sys.argv[6]))
                model = KMeans(len(init), init=init, n_init=1)
            model.fit(data)
            times.append(time.perf_counter() - start)
    model.labels_.astype(np.int32).tofile(target)
    if kind == "kmeans":
        answer = {"inertia": model.inertia_, "iterations": model.n_iter_}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"sec": times, "peakMib": peak, **answer}))


main()
