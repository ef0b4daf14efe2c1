"""Writes sklearn.json beside itself: regressions by scikit-learn, NumPy and SciPy (versions and seed are in the file).

Run with Debian 12's python3-sklearn: /usr/bin/python3 makeSklearn.py
"""
import json
import os

import numpy as np
import scipy
import sklearn
from scipy import optimize, stats
from sklearn.linear_model._huber import _huber_loss_and_gradient
from sklearn.linear_model import HuberRegressor, Lasso, LinearRegression, Ridge, lasso_path
from sklearn.model_selection import KFold, cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

SEED = 20260


def data():
    rng = np.random.default_rng(SEED)
    x = rng.normal(size=(70, 3)) * [1.0, 4.0, 0.3] + [0.0, 2.0, -1.0]
    y = 2 + x @ [1.5, -0.7, 3.0] + 0.4 * x[:, 0] ** 2 + 0.5 * rng.normal(size=70)
    y[::9] += rng.normal(size=8) * 25 + 10
    return x, y


def huber(x, y, **options):
    """HuberRegressor, whose search stops early, brought on to where its own gradient is zero."""
    m = HuberRegressor(tol=1e-9, max_iter=100000, **options).fit(x, y)
    start = np.concatenate([m.coef_, [m.intercept_] if m.fit_intercept else [], [m.scale_]])
    ones = np.ones(len(y))
    gradient = lambda w: _huber_loss_and_gradient(w, x, y, m.epsilon, m.alpha, ones)[1]
    w = optimize.root(gradient, start, tol=1e-15).x
    assert np.abs(gradient(w)).max() < 1e-9
    m.coef_, m.scale_ = w[: x.shape[1]], w[-1]
    m.intercept_ = w[-2] if m.fit_intercept else 0.0
    m.outliers_ = np.abs(y - x @ m.coef_ - m.intercept_) > m.epsilon * m.scale_
    return m


def original(pipeline):
    """Coefficients in the units of the terms of a pipeline that ends in a scaler without centring and a model."""
    model, scaler = pipeline[-1], pipeline[-2]
    return {"coef": model.coef_ / scaler.scale_, "intercept": model.intercept_}


def models(x, y):
    cases = []

    def add(name, options, model, coef=None, **more):
        answer = coef or {"coef": model.coef_, "intercept": model.intercept_}
        cases.append({"name": name, "options": options, **answer, **more})

    scaler = lambda: StandardScaler(with_mean=False)
    for epsilon, alpha, intercept in ((1.35, 1e-4, True), (1.35, 0.0, False), (2.0, 3.0, True), (1.1, 50.0, True)):
        m = huber(x, y, epsilon=epsilon, alpha=alpha, fit_intercept=intercept)
        options = {"model": "huber", "epsilon": epsilon, "alpha": alpha, "fit_intercept": intercept}
        add(f"huber {epsilon} {alpha} {intercept}", options, m, scale=m.scale_, outliers=int(m.outliers_.sum()))
    scaled = scaler().fit(x)
    m = huber(scaled.transform(x), y, alpha=5.0)
    back = original([scaled, m])
    add("huber standardised", {"model": "huber", "alpha": 5.0, "standardise": True}, m, back, scale=m.scale_)
    for degree in (2, 3):
        poly = PolynomialFeatures(degree, include_bias=False)
        t = poly.fit_transform(x)
        names = list(poly.get_feature_names_out(["a", "b", "c"]))
        add(f"degree {degree}", {"degree": degree}, LinearRegression().fit(t, y), terms=names)
        m = Ridge(alpha=2.0).fit(t, y)
        add(f"ridge degree {degree}", {"degree": degree, "model": "ridge", "alpha": 2.0}, m, terms=names)
    poly = PolynomialFeatures(5, include_bias=False)
    t = poly.fit_transform(x[:, :1])
    add("degree 5", {"degree": 5, "columns": 1}, LinearRegression().fit(t, y), terms=list(poly.get_feature_names_out(["a"])))
    for name, model in (("ridge", Ridge(alpha=7.0)), ("lasso", Lasso(alpha=0.2, tol=1e-13, max_iter=10**6))):
        for intercept in (True, False):
            model.set_params(fit_intercept=intercept)
            m = make_pipeline(scaler(), model).fit(x, y)
            options = {"model": name, "alpha": model.alpha, "standardise": True, "fit_intercept": intercept}
            add(f"{name} standardised {intercept}", options, m, original(m))
    return cases


def quantile(p, df):
    """SciPy's own quantiles stop at about 1e-9; its tails are good to the last digits."""
    return optimize.brentq(lambda t: 2 * stats.t.sf(t, df) / p - 1, 0, 1e5, xtol=1e-15, rtol=1e-15)


def inference(x, y, intercept):
    design = np.column_stack([np.ones(len(y)), x]) if intercept else x
    inverse = np.linalg.inv(design.T @ design)
    b = inverse @ design.T @ y
    df = len(y) - design.shape[1]
    residual = y - design @ b
    s2 = residual @ residual / df
    error = np.sqrt(s2 * np.diag(inverse))
    t = b / error
    reach = quantile(0.05, df) * error
    h = np.einsum("ij,jk,ik->i", design, inverse, design)
    standardised = residual / np.sqrt(s2 * (1 - h))
    return {
        "fit_intercept": intercept,
        "standardError": error,
        "t": t,
        "p": 2 * stats.t.sf(np.abs(t), df),
        "confidence": np.column_stack([b - reach, b + reach]),
        "leverage": h,
        "standardised": standardised,
        "cook": standardised**2 * h / ((1 - h) * design.shape[1]),
    }


def splits(x, y):
    cases = []
    for shuffle in (False, True):
        for test_size in (0.21, 20):
            args = {"random_state": 5} if shuffle else {}
            xt, xs, yt, ys = train_test_split(x, y, test_size=test_size, shuffle=shuffle, **args)
            m = Ridge(alpha=1.0).fit(xt, yt)
            folds = cross_val_score(Ridge(alpha=1.0), xt, yt, cv=KFold(6, shuffle=shuffle, **args))
            cases.append(
                {
                    "options": {"test_size": test_size, "shuffle": shuffle, "random_state": 5, "cv": 6},
                    "coef": m.coef_,
                    "train": m.score(xt, yt),
                    "test": m.score(xs, ys),
                    "rmse": np.sqrt(np.mean((ys - m.predict(xs)) ** 2)),
                    "folds": folds,
                }
            )
    return cases


def path(x, y):
    alphas, coef, _ = lasso_path(x - x.mean(0), y - y.mean(), eps=1e-3, n_alphas=30, tol=1e-13, max_iter=10**6)
    return {"alphas": alphas, "coef": coef.T}


def students():
    rows = []
    for df in (1, 2, 3, 7.5, 30, 200, 1e4, 1e6):
        for t in (1e-3, 0.5, 1.9, 3.0, 12.0, 60.0):
            rows.append([t, df, 2 * stats.t.sf(t, df)])
    quantiles = [[p, df, quantile(p, df)] for p in (0.5, 0.05, 0.001) for df in (1, 2, 9, 66, 1e5)]
    return {"tails": rows, "quantiles": quantiles}


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    return value.item() if isinstance(value, np.generic) else value


def main():
    x, y = data()
    versions = {m.__name__: m.__version__ for m in (np, scipy, sklearn)}
    answer = {
        "versions": versions,
        "seed": SEED,
        "x": x,
        "y": y,
        "models": models(x, y),
        "inference": [inference(x, y, True), inference(x, y, False)],
        "splits": splits(x, y),
        "path": path(x, y),
        "students": students(),
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sklearn.json"), "w", encoding="utf-8") as target:
        json.dump(plain(answer), target)
        target.write("\n")


main()
