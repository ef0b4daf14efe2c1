"""Makes quality.json beside this file: silhouettes and adjusted Rand indices by scikit-learn.

generate.py: Python 3.11, NumPy 1.24.2, scikit-learn 1.2.1, seed 20260102. Silhouettes are of the rows with labels of 0 or
more; rows labelled -1 count as a cluster in the Rand index. Own work, same licence as the project.
"""
import json
import os

import numpy as np
import sklearn
from sklearn.metrics import adjusted_rand_score, silhouette_samples

SEED = 20260102


def main():
    rng = np.random.default_rng(SEED)
    silhouettes = []
    for name, n, dims, clusters, noise in (("plane", 90, 2, 3, 0), ("space", 70, 3, 5, 12), ("line", 40, 1, 2, 3)):
        centres = rng.normal(size=(clusters, dims)) * 4
        labels = rng.integers(0, clusters, n)
        points = centres[labels] + rng.normal(size=(n, dims))
        labels[rng.choice(n, noise, replace=False)] = -1
        silhouettes.append((name, points, labels))
    points = rng.normal(size=(30, 2))
    labels = rng.integers(0, 3, 30)
    labels[7] = 3
    silhouettes.append(("single_row_cluster", points, labels))
    points = np.repeat(rng.integers(0, 5, (6, 2)).astype(float), 4, axis=0)
    silhouettes.append(("duplicates", points, np.arange(24) % 5))

    rand = []
    for name, n, a, b in (("alike", 60, 4, 4), ("coarse", 80, 7, 2), ("chance", 200, 5, 6)):
        first = rng.integers(-1, a, n)
        second = np.where(rng.uniform(size=n) < 0.7, first % b, rng.integers(-1, b, n)) if name != "chance" else rng.integers(0, b, n)
        rand.append((name, first, second))
    rand.append(("same", np.array([0, 0, 1, 1, -1]), np.array([2, 2, 0, 0, 1])))
    rand.append(("one_cluster", np.zeros(5, int), np.zeros(5, int)))
    rand.append(("all_apart", np.arange(5), np.arange(5)))
    rand.append(("opposite", np.zeros(6, int), np.arange(6)))
    rand.append(("large_labels", np.array([0, 3_000_000, 3_000_000, 7, 7, 7]), np.array([5_000_000, 1, 1, 2, 2, 5_000_000])))

    answer = {
        "generator": "generate.py",
        "numpy": np.__version__,
        "scikit-learn": sklearn.__version__,
        "seed": SEED,
        "silhouettes": [],
        "rand": [
            {"name": name, "a": a.tolist(), "b": b.tolist(), "adjusted_rand": adjusted_rand_score(a, b)} for name, a, b in rand
        ],
    }
    for name, points, labels in silhouettes:
        inside = labels >= 0
        values = silhouette_samples(points[inside], labels[inside])
        answer["silhouettes"].append(
            {
                "name": name,
                "points": points.tolist(),
                "labels": labels.tolist(),
                "rows": np.flatnonzero(inside).tolist(),
                "values": values.tolist(),
                "mean": float(values.mean()),
            }
        )
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quality.json"), "w", encoding="utf-8") as out:
        json.dump(answer, out)
        out.write("\n")


main()
