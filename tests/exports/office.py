"""LibreOffice, where it is installed: reckons a workbook anew, and opens a presentation."""

import atexit
import csv
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
  oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Reckon every formula when a file is opened, whatever value is kept beside it."""
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


@cache
def _profile() -> Path:
    """Its own settings, made once: most of the time a first start takes goes to them."""
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    return folder


def convert(file: Path, to: str) -> None:
    """Write a file in another format beside itself; skips where LibreOffice is not installed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (tests/run.sh installs it where apt-get is)")
    subprocess.run(
        [
            office,
            "--headless",
            f"-env:UserInstallation={_profile().as_uri()}",
            "--convert-to",
            to,
            "--outdir",
            str(file.parent),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )


def reckoned_anew(workbook: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet after LibreOffice has reckoned it, by the sheet's name."""
    file = folder / "book.xlsx"
    file.write_bytes(workbook)
    convert(file, EVERY_SHEET)
    found = {}
    for path in folder.glob("book-*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            found[path.stem.removeprefix("book-")] = list(csv.reader(opened))
    return found
