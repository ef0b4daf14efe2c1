"""Writes numpy.json: the first numbers of NumPy's legacy generator for some seeds. Run: python3 makeNumpy.py > numpy.json"""
import json
import sys

import numpy as np

cases = []
for seed in (0, 1, 12, 20120731, 2**32 - 1):
    r = np.random.RandomState(seed)
    case = {"seed": seed}
    case["random"] = r.random_sample(5).tolist()
    case["normal"] = r.standard_normal(7).tolist()  # an odd count, so that one is kept
    case["uniform"] = r.uniform(-10, 10, 3).tolist()
    case["normal_after"] = r.normal(2, 3, 4).tolist()
    case["randint"] = r.randint(-5, 100, 10).tolist()
    case["randint_one"] = r.randint(7, 8, 2).tolist()
    case["randint_wide"] = r.randint(0, 2**32, 4).tolist()
    case["randint_31"] = r.randint(0, 3000000000, 4).tolist()
    shuffled = np.arange(13)
    r.shuffle(shuffled)
    case["shuffle"] = shuffled.tolist()
    case["permutation"] = r.permutation(20).tolist()
    case["last"] = r.random_sample()
    r = np.random.RandomState(seed)
    case["far"] = [float(r.random_sample(5000)[-1]), float(r.standard_normal(3001)[-1])]
    cases.append(case)
json.dump({"generator": "makeNumpy.py", "numpy": np.__version__, "cases": cases}, sys.stdout, indent=1)
