"""Finding a QR code in one picture: cheap tries first, the dear ones only now and then."""

from collections.abc import Iterator
from typing import Any

import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

DARK = 16  # a mean brightness below this is a covered lens
LARGEST = 50_000_000  # pixels; no camera of ours sends more
HALF_FROM = 480  # below this width half the picture holds no card
EVERY = 3  # only each third empty picture is worth the dear tries

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DIRECT = {
    QImage.Format.Format_RGB32: (zxingcpp.ImageFormat.BGRA, 4),
    QImage.Format.Format_ARGB32: (zxingcpp.ImageFormat.BGRA, 4),
    QImage.Format.Format_ARGB32_Premultiplied: (zxingcpp.ImageFormat.BGRA, 4),
    QImage.Format.Format_RGBX8888: (zxingcpp.ImageFormat.RGBA, 4),
    QImage.Format.Format_RGBA8888: (zxingcpp.ImageFormat.RGBA, 4),
    QImage.Format.Format_RGBA8888_Premultiplied: (zxingcpp.ImageFormat.RGBA, 4),
    QImage.Format.Format_Grayscale8: (zxingcpp.ImageFormat.Lum, 1),
}


class Decoder:
    """Reads pictures one after the other; knows how many were empty."""

    def __init__(self) -> None:
        self._empty = 0

    def read(self, image: QImage) -> str:
        """Return the text of the code nearest the middle of `image`, or nothing."""
        if image.isNull() or image.width() * image.height() > LARGEST:
            return ""
        if image.format() not in _DIRECT:
            image = image.convertToFormat(QImage.Format.Format_RGB32)
        thorough = self._empty % EVERY == 0
        for view, middle, options in _tries(image, thorough=thorough):
            found = zxingcpp.read_barcodes(view, formats=_QR, **options)
            if found:
                self._empty = 0
                return str(min(found, key=lambda code: _off(code, middle)).text)
        self._empty += 1
        return ""


def brightness(image: QImage) -> int:
    """Return the mean of a thousand points of `image`, 0 (black) to 255 (white)."""
    if image.isNull():
        return 0
    # By colour, never by byte: the fourth byte of a black point is full.
    points = image.scaled(32, 32).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(bytes(points.constBits())) // (32 * 32)


def _tries(
    image: QImage, *, thorough: bool
) -> Iterator[tuple[Any, tuple[int, int], dict[str, Any]]]:
    """Yield views of the picture, their middles and options, the cheapest first."""
    layout, pixel = _DIRECT[image.format()]
    width, height, line = image.width(), image.height(), image.bytesPerLine()
    content = image.constBits()
    if width >= HALF_FROM:
        half = zxingcpp.ImageView(content, width // 2, height // 2, layout, line * 2, pixel * 2)
        yield half, (width // 4, height // 4), {}
    middle = (width // 2, height // 2)
    yield zxingcpp.ImageView(content, width, height, layout, line, pixel), middle, {}
    if not thorough:
        return
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    plain = _view(_stretched(grey), grey)
    yield plain, middle, {}
    yield plain, middle, {"binarizer": zxingcpp.Binarizer.GlobalHistogram}
    centre = grey.copy(width // 4, height // 4, width // 2, height // 2)
    if not centre.isNull():
        large = centre.scaled(centre.size() * 2, mode=Qt.TransformationMode.SmoothTransformation)
        yield _view(bytes(large.constBits()), large), middle, {}


def _view(content: bytes, grey: QImage) -> Any:
    """Return `content`, laid out as `grey` is, for the reader."""
    return zxingcpp.ImageView(
        content, grey.width(), grey.height(), zxingcpp.ImageFormat.Lum, grey.bytesPerLine(), 1
    )


def _stretched(grey: QImage) -> bytes:
    """Return the bytes of `grey` with their contrast spread over the whole range."""
    content = bytes(grey.constBits())
    sample = sorted(content[:: max(1, len(content) // 2048)])
    low, high = sample[len(sample) // 256], sample[-1 - len(sample) // 256]
    if high - low < 8:
        return content
    spread = bytes(min(255, max(0, (value - low) * 255 // (high - low))) for value in range(256))
    return content.translate(spread)


def _off(code: Any, middle: tuple[int, int]) -> float:
    """Return the squared distance of `code` from the middle of its picture."""
    position = code.position
    x = (position.top_left.x + position.bottom_right.x) / 2
    y = (position.top_left.y + position.bottom_right.y) / 2
    return float((x - middle[0]) ** 2 + (y - middle[1]) ** 2)
