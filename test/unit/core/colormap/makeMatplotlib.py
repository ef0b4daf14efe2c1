"""Every fifth colour of the perceptual maps and of Green's cubehelix, as red, green, blue in hexadecimal.

Made with matplotlib 3.6.3; run as
    python3 makeMatplotlib.py > matplotlib.json
The maps are CC0."""
import json

import numpy as np
from matplotlib import colormaps

table = {}
for name in ('viridis', 'magma', 'inferno', 'plasma', 'cividis', 'cubehelix'):
    colours = np.clip(colormaps[name](np.arange(0, 256, 5))[:, :3], 0, 1)
    table[name] = ['%02x%02x%02x' % tuple(np.floor(255 * c + 0.5).astype(int)) for c in colours]
print(json.dumps(table, indent=1))
