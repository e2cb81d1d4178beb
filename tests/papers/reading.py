"""Reads papers back the way the world does: as text, as pictures, as codes."""

import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image


def text_of(pdf: bytes, tmp_path: Path, *, layout: bool = False) -> str:
    source = tmp_path / "paper.pdf"
    source.write_bytes(pdf)
    options = ["-layout"] if layout else ["-raw"]
    done = subprocess.run(
        ["pdftotext", *options, str(source), "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def pictures_of(pdf: bytes, tmp_path: Path, *resolution: str) -> list[Image.Image]:
    source = tmp_path / "paper.pdf"
    source.write_bytes(pdf)
    for old in tmp_path.glob("shot*"):
        old.unlink()
    subprocess.run(
        ["pdftoppm", *resolution, str(source), str(tmp_path / "shot")],
        capture_output=True,
        check=True,
    )
    found = []
    for file in sorted(tmp_path.glob("shot*")):
        with Image.open(file) as picture:
            found.append(picture.copy())
    return found


def fax_of(pdf: bytes, tmp_path: Path) -> list[Image.Image]:
    """Each page as a fax gives it back: one bit, 204 by 98 dots to the inch."""
    pages = pictures_of(pdf, tmp_path, "-mono", "-rx", "204", "-ry", "98")
    return [page.convert("L").resize((page.width, page.height * 204 // 98)) for page in pages]


def codes_in(picture: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture)}
