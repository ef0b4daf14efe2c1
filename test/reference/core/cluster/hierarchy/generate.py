"""Makes hdbscan.json beside this file: HDBSCAN by its definition, with NumPy only.

generate.py: Python 3.11, NumPy 1.24.2, seed 20260101. No tree and no library: at every distinct mutual reachability
distance, from the largest down, the components of the points nearer than it are found anew. Equal distances are one
level. Points exactly at the level's distance are apart below it. Own work, same licence as the project.
"""
import json
import os

import numpy as np

SEED = 20260101


def components(near, members):
    """The connected components of `members` under the boolean matrix `near`."""
    left = set(members)
    found = []
    while left:
        queue = [left.pop()]
        part = []
        while queue:
            point = queue.pop()
            part.append(point)
            reached = [q for q in left if near[point, q]]
            left.difference_update(reached)
            queue.extend(reached)
        found.append(sorted(part))
    return found


def hdbscan(points, min_cluster_size, min_samples, method):
    n = len(points)
    # Coordinate by coordinate, so that the sums are rounded in one order everywhere.
    squares = np.zeros((n, n))
    for j in range(points.shape[1]):
        squares += (points[:, None, j] - points[None, :, j]) ** 2
    distance = np.sqrt(squares)
    core = np.sort(distance, axis=1)[:, min_samples - 1]
    reach = np.maximum(distance, np.maximum(core[:, None], core[None, :]))
    np.fill_diagonal(reach, 0)
    levels = np.unique(reach[np.triu_indices(n, 1)])[::-1]

    # Each cluster: its points still inside, birth, and the points' last lambda.
    clusters = [{"parent": -1, "birth": 0.0, "death": 0.0, "stability": 0.0, "alive": list(range(n))}]
    last_cluster = np.zeros(n, int)
    last_lambda = np.zeros(n)

    def leave(cluster, count, value):
        if value > cluster["birth"]:
            cluster["stability"] += count * (value - cluster["birth"])
        cluster["death"] = max(cluster["death"], value)

    for level in levels:
        near = reach < level
        value = 1 / level if level > 0 else np.inf
        for name in range(len(clusters)):
            cluster = clusters[name]
            if not cluster["alive"]:
                continue
            parts = components(near, cluster["alive"])
            if len(parts) == 1:
                continue
            large = [part for part in parts if len(part) >= min_cluster_size]
            for part in parts:
                if len(part) < min_cluster_size:
                    leave(cluster, len(part), value)
                    last_cluster[part] = name
                    last_lambda[part] = value
            if len(large) == 1:
                cluster["alive"] = large[0]
                continue
            cluster["alive"] = []
            for part in large:
                leave(cluster, len(part), value)
                clusters.append({"parent": name, "birth": value, "death": 0.0, "stability": 0.0, "alive": part})

    chosen = set()
    best = {}
    for name in reversed(range(1, len(clusters))):
        children = [c for c in range(1, len(clusters)) if clusters[c]["parent"] == name]
        below = sum(best[c] for c in children)
        own = clusters[name]["stability"]
        if children and (method == "leaf" or below > own):
            best[name] = below
        else:
            best[name] = own
            chosen.add(name)

    def topmost(name):
        answer = -1
        while name > 0:
            if name in chosen:
                answer = name
            name = clusters[name]["parent"]
        return answer

    labels, probabilities, names = [], [], {}
    for point in range(n):
        name = topmost(last_cluster[point])
        if name < 0:
            labels.append(-1)
            probabilities.append(0.0)
            continue
        labels.append(names.setdefault(name, len(names)))
        death = clusters[name]["death"]
        probabilities.append(1.0 if last_lambda[point] >= death else float(last_lambda[point] / death))
    stability = {names[name]: clusters[name]["stability"] for name in names}
    return labels, probabilities, [stability[i] for i in range(len(names))], len(clusters)


def finite(value):
    return "Infinity" if value == np.inf else float(value)


def main():
    rng = np.random.default_rng(SEED)
    blobs = np.vstack(
        [
            rng.normal(size=(40, 2)) * 0.3,
            rng.normal(size=(50, 2)) + 5,
            rng.normal(size=(30, 2)) * 0.15 + [1.2, 0],
            rng.uniform(-4, 9, (40, 2)),
        ]
    )
    blobs = blobs[rng.permutation(len(blobs))]
    space = np.vstack([rng.normal(size=(35, 3)), rng.normal(size=(35, 3)) * 0.5 + 3, rng.normal(size=(30, 3)) + [8, 0, 0]])
    lattice = np.vstack(
        [np.array([[i, j] for i in range(6) for j in range(7)], float), np.array([[i + 20, 2 * j] for i in range(5) for j in range(5)], float)]
    )
    duplicates = np.repeat(rng.integers(0, 12, (14, 2)).astype(float), 5, axis=0)
    line = np.sort(rng.normal(size=(60, 1)), axis=0)
    tiny = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    sets = {
        "blobs": (blobs, [(5, 5), (5, 2), (10, 5), (15, 3), (2, 1), (3, 10)]),
        "space": (space, [(5, 5), (8, 4)]),
        "lattice": (lattice, [(5, 5), (4, 3), (10, 2)]),
        "duplicates": (duplicates, [(5, 5), (5, 6), (10, 3), (6, 2)]),
        "line": (line, [(4, 2), (6, 6)]),
        "tiny": (tiny, [(2, 2), (5, 3)]),
    }
    cases = []
    for name, (points, parameters) in sets.items():
        for i, (size, samples) in enumerate(parameters):
            for method in ("eom", "leaf"):
                labels, probabilities, stability, condensed = hdbscan(points, size, samples, method)
                cases.append(
                    {
                        "name": f"{name}_{size}_{samples}_{method}",
                        "points": name,
                        "min_cluster_size": size,
                        "min_samples": samples,
                        "method": method,
                        "labels": labels,
                        "probabilities": probabilities,
                        "stability": [finite(s) for s in stability],
                        "condensed_clusters": condensed,
                    }
                )
    answer = {
        "generator": "generate.py",
        "numpy": np.__version__,
        "seed": SEED,
        "points": {name: points.tolist() for name, (points, _) in sets.items()},
        "cases": cases,
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "hdbscan.json"), "w", encoding="utf-8") as out:
        json.dump(answer, out)
        out.write("\n")


main()
