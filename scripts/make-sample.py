#!/usr/bin/env python3
"""Cuts the bundled sample out of the drizzled HST frame of 47 Tucanae. Run by hand, needs astropy and numpy.

    python3 scripts/make-sample.py path/to/hst_47tuc_acs-hrc_f606w_drz.fits

The section is [501:1500,501:1500] in FITS pixels (1-based, inclusive). Pixels are copied, not recomputed. CRPIX moves
by the 500 pixels cut off, LTV records them, so that every pixel keeps its place on the sky and its number in the full
frame. The result is checked against the source before it is written, and the same source gives the same bytes.
"""

import argparse
import pathlib

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS

FIRST, LAST = 501, 1500
TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources/sample/47tuc-acs-hrc-f606w.fits"

KEPT = """
BUNIT TELESCOP INSTRUME DETECTOR TARGNAME RA_TARG DEC_TARG PROPOSID PR_INV_L DATE-OBS TIME-OBS EXPTIME FILTER1 FILTER2
ROOTNAME CTYPE1 CTYPE2 CRVAL1 CRVAL2 CRPIX1 CRPIX2 CD1_1 CD1_2 CD2_1 CD2_2 CUNIT1 CUNIT2 RADESYS EQUINOX
""".split()

HISTORY = [
    f"Section [{FIRST}:{LAST},{FIRST}:{LAST}] of the drizzled frame, pixels unchanged;",
    f"CRPIX moved by {FIRST - 1} pixels, LTV added. Made by scripts/make-sample.py.",
]


def cut(source):
    """The section as a primary HDU with the cards that say what it is and where on the sky."""
    with fits.open(source) as hdus:
        full = hdus[0].header
        data = np.ascontiguousarray(hdus[0].data[FIRST - 1 : LAST, FIRST - 1 : LAST])
    hdu = fits.PrimaryHDU(data)
    header = hdu.header
    for keyword in KEPT:
        # A copy: an appended card would be shared, and moving CRPIX here would move it in `full`.
        header[keyword] = (full[keyword], full.comments[keyword])
    shift = FIRST - 1
    for axis in (1, 2):
        header[f"CRPIX{axis}"] = full[f"CRPIX{axis}"] - shift
    for axis in (1, 2):
        header[f"LTV{axis}"] = (float(-shift), "pixel here = pixel in the full frame + LTV")
    for axis in (1, 2):
        header[f"LTM{axis}_{axis}"] = (1.0, "pixels here per pixel in the full frame")
    header["ORIGIN"] = ("STScI", "HST archive: exposure j8bt06nyq_flt.fits")
    header["CREDIT"] = ("NASA, ESA, STScI", "public domain")
    assert all(len(line) <= 72 for line in HISTORY)
    for line in [str(line) for line in full["HISTORY"]] + HISTORY:
        header.add_history(line)
    return hdu, full


def check(hdu, full, source):
    """Equal pixels, and the same sky position for the same pixel, corner to corner."""
    whole = fits.getdata(source)[FIRST - 1 : LAST, FIRST - 1 : LAST]
    assert hdu.data.shape == (1000, 1000) and hdu.data.dtype == np.dtype(">f4")
    assert hdu.data.tobytes() == whole.tobytes(), "pixels differ"
    assert np.isfinite(hdu.data).all(), "the section holds missing pixels"
    x, y = (axis.ravel() for axis in np.meshgrid([1.0, 2.0, 500.25, 999.0, 1000.0], [1.0, 500.75, 1000.0]))
    here = WCS(hdu.header).all_pix2world(x, y, 1)
    there = WCS(full).all_pix2world(x + FIRST - 1, y + FIRST - 1, 1)
    worst = np.abs(np.subtract(here, there)).max()
    # CRPIX loses no digit by the shift that a double could keep: differences are those of rounding.
    assert worst < 1e-12, f"sky positions differ by {worst} degrees"
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", help="hst_47tuc_acs-hrc_f606w_drz.fits")
    parser.add_argument("-o", "--output", default=TARGET, type=pathlib.Path)
    arguments = parser.parse_args()
    hdu, full = cut(arguments.source)
    worst = check(hdu, full, arguments.source)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    hdu.writeto(arguments.output, overwrite=True, output_verify="exception")
    print(f"{arguments.output}: {arguments.output.stat().st_size} bytes, sky positions within {worst:.1e} degrees")


if __name__ == "__main__":
    main()
