"""Values of the elementary functions to 60 digits, each as the nearest double and what that double lacks.

Made with mpmath 1.2.1 under Python 3.11, seed 20; run as
    python3 makeOracle.py 150 > oracle.json
Licence of the result: the project's own (MIT)."""
import json
import math
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20)
COUNT = int(sys.argv[1])


def around(low, high):
    """A double of random sign and a size spread evenly in its logarithm."""
    return random.choice((-1, 1)) * math.exp(random.uniform(math.log(low), math.log(high)))


def positive(low, high):
    return abs(around(low, high))


def mixed(*makers):
    return lambda: random.choice(makers)()


def near(value, spread):
    return lambda: value + around(1e-17, spread)


def huge_angle():
    return random.choice((-1, 1)) * random.uniform(1, 2) * 2.0 ** random.randint(20, 1000)


def quarter_turn():
    return float(random.randint(-2000000, 2000000) * mp.pi / 2)


angle = mixed(lambda: around(1e-9, 10), lambda: around(1, 2e6), huge_angle, quarter_turn)
unit = mixed(lambda: random.uniform(-1, 1), lambda: around(1e-12, 1), lambda: 1 - positive(1e-16, 0.1), lambda: -1 + positive(1e-16, 0.1))
wide = lambda: around(1e-300, 1e300)
middle = lambda: around(1e-6, 1e6)
log_input = mixed(lambda: positive(1e-308, 1e308), lambda: positive(0.1, 10), near(1, 0.3), lambda: positive(5e-324, 1e-309))

FUNCTIONS = {
    'exp': (mpmath.exp, mixed(lambda: random.uniform(-708, 709), lambda: around(1e-18, 2))),
    'expm1': (mpmath.expm1, mixed(lambda: random.uniform(-45, 709), lambda: around(1e-18, 2))),
    'log': (mpmath.log, log_input),
    'log10': (lambda x: mpmath.log(x) / mpmath.log(10), log_input),
    'log2': (lambda x: mpmath.log(x) / mpmath.log(2), log_input),
    'log1p': (mpmath.log1p, mixed(lambda: positive(1e-20, 1e308), lambda: around(1e-18, 0.9), lambda: -1 + positive(1e-16, 1e-2))),
    'asinh': (mpmath.asinh, mixed(lambda: around(1e-12, 1e308), middle, lambda: around(0.05, 3))),
    'sinh': (mpmath.sinh, mixed(lambda: random.uniform(-710, 710), lambda: around(1e-12, 5))),
    'cosh': (mpmath.cosh, mixed(lambda: random.uniform(-710, 710), lambda: around(1e-12, 5))),
    'sin': (mpmath.sin, angle),
    'cos': (mpmath.cos, angle),
    'tan': (mpmath.tan, angle),
    'asin': (mpmath.asin, unit),
    'acos': (mpmath.acos, unit),
    'atan': (mpmath.atan, mixed(wide, middle, lambda: around(0.05, 20))),
    'atan2': (mpmath.atan2, mixed(lambda: (wide(), wide()), lambda: (middle(), middle()), lambda: (around(0.1, 1), around(0.1, 1)))),
    'hypot': (mpmath.hypot, mixed(lambda: (wide(), wide()), lambda: (middle(), middle()), lambda: (around(0.1, 1), around(0.1, 1)))),
    'pow': (mpmath.power, mixed(
        lambda: (positive(1e-3, 1e3), random.uniform(-100, 100)),
        lambda: (positive(1e-300, 1e300), random.uniform(-1, 1)),
        lambda: (1 + around(1e-12, 1e-3), around(1, 1e5)),
        lambda: (10.0, float(random.randint(-300, 300))))),
}


def main():
    table = {}
    for name, (function, make) in FUNCTIONS.items():
        rows = []
        while len(rows) < COUNT:
            arguments = make()
            if not isinstance(arguments, tuple):
                arguments = (arguments,)
            exact = function(*[mpf(a) for a in arguments])
            nearest = float(exact)
            if nearest == 0 or math.isinf(nearest) or abs(nearest) < 1e-290:
                continue
            rows.append([*arguments, nearest, float(exact - mpf(nearest))])
        table[name] = rows
    lines = [f'{json.dumps(name)}: [\n' + ',\n'.join(json.dumps(row) for row in rows) + ']' for name, rows in table.items()]
    print('{' + ',\n'.join(lines) + '}')


main()
