"""A snapshot says what users have kept that goes along in the file."""

from pathlib import Path

import pytest

from projections.cli import main
from projections.store import Store, uploads
from projections.store.uploads import KeptUpload

ONE = KeptUpload("Boliger", "", "", "2026-11-21T10:00:00+00:00", "5025", "egen.csv", b"innhold")


def test_uploads_go_along_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "her"))
    assert main(["snapshot", "--stored", "--out", str(tmp_path / "tom")]) == 0
    assert "Av dem" not in capsys.readouterr().err
    uploads.keep(Store(), ONE)
    assert main(["snapshot", "--stored", "--out", str(tmp_path / "pakke")]) == 0
    assert "Av dem er 1 opplastet fil med originalen." in capsys.readouterr().err
    there = Store(f"sqlite:///{tmp_path / 'der.sqlite'}")
    there.load_snapshot(tmp_path / "pakke")
    assert uploads.every(there) == (ONE,)
