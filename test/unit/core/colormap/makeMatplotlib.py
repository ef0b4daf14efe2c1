"""Every fifth colour of the maps that matplotlib has, as red, green, blue in hexadecimal.

Made with matplotlib 3.6.3; run as
    python3 makeMatplotlib.py > matplotlib.json
For licences see src/core/colormap/corners.ts."""
import json

import numpy as np
from matplotlib import colormaps

table = {}
for name in ('viridis', 'magma', 'inferno', 'plasma', 'cividis', 'cubehelix', 'turbo', 'twilight', 'gist_heat', 'RdBu', 'coolwarm'):
    colours = np.clip(colormaps[name](np.arange(0, 256, 5))[:, :3], 0, 1)
    table[name] = ['%02x%02x%02x' % tuple(np.floor(255 * c + 0.5).astype(int)) for c in colours]
print(json.dumps(table, indent=1))
