"""scikit-learn's fits: regression.py COLUMNS.f64 OUTPUT.json ROWS COLUMNS ALPHA RUNS. Wall time of each fit, without imports."""
import json
import sys
import time

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge


def main():
    file, output = sys.argv[1], sys.argv[2]
    rows, columns, alpha, runs = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6])
    data = np.fromfile(file).reshape(columns + 1, rows)
    x, y = np.ascontiguousarray(data[:columns].T), data[columns].copy()
    answers = {}
    for name, model in (("ols", LinearRegression()), ("ridge", Ridge(alpha=alpha))):
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            model.fit(x, y)
            times.append(time.perf_counter() - start)
        answers[name] = {"wallSec": times, "coefficients": model.coef_.tolist(), "intercept": float(model.intercept_)}
    with open(output, "w", encoding="utf-8") as target:
        json.dump(answers, target)


main()
