"""The camera path: frames of any kind go in, codes or nothing come out."""

import os

import pytest
import zxingcpp
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from desktop.scanning.camera import CodeCamera
from desktop.scanning.decode import Decoder

# Without a graphics card Qt says that it turns frames into pictures by itself.
pytestmark = pytest.mark.qt_log_ignore("QRhi", "Couldn't (load|resolve)")

CODE = "INA1ABCDEFGHJKMNPQRSTUVWX"


def symbol(text=CODE, scale=4):
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    picture = zxingcpp.write_barcode_to_image(code, scale=scale)
    content = memoryview(picture)
    height, width = content.shape
    return QImage(bytes(content), width, height, width, QImage.Format.Format_Grayscale8).copy()


def frame(
    angle=17.0,
    size=(1280, 720),
    text=CODE,
    scale=4,
    ink=0,
    paper=255,
    place=(500, 250),
    layout=QImage.Format.Format_RGB32,
):
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(paper * 3 // 4, paper * 3 // 4, paper * 2 // 3))
    painter = QPainter(image)
    painter.translate(*place)
    painter.rotate(angle)
    drawn = symbol(text, scale).convertToFormat(QImage.Format.Format_RGB32)
    for y in range(0) if (ink, paper) == (0, 255) else range(drawn.height()):
        for x in range(drawn.width()):
            level = paper if drawn.pixelColor(x, y).value() > 127 else ink
            drawn.setPixelColor(x, y, QColor(level, level, level))
    painter.drawImage(0, 0, drawn)
    painter.end()
    return image.convertToFormat(layout)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def camera(qtbot):
    sink = QVideoSink()
    clock = Clock()
    camera = CodeCamera(sink, now=clock)
    camera.clock, camera.sink = clock, sink
    camera.start()
    yield camera
    camera.stop()


@pytest.mark.parametrize("angle", [0, 17, 45, 90, 133, 180, 271])
@pytest.mark.parametrize("size", [(640, 480), (1280, 720), (1920, 1080)])
def test_a_card_at_any_angle_is_read(angle, size):
    place = (size[0] // 2, size[1] // 2)
    assert Decoder().read(frame(angle, size, place=place)) == CODE


@pytest.mark.parametrize(
    "layout",
    [
        QImage.Format.Format_RGB32,
        QImage.Format.Format_ARGB32,
        QImage.Format.Format_RGBA8888,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_RGB16,
    ],
)
def test_every_layout_of_pixels_is_read(layout):
    assert Decoder().read(frame(layout=layout)) == CODE


def test_a_pale_card_in_a_dim_hall_is_read():
    assert Decoder().read(frame(ink=52, paper=70)) == CODE


def test_a_small_card_is_read_in_the_full_picture():
    assert Decoder().read(frame(scale=2, angle=8)) == CODE


def test_of_two_cards_the_one_in_the_middle_counts():
    image = frame(0, text="INA1SECOND", place=(40, 40))
    painter = QPainter(image)
    painter.drawImage(590, 310, symbol())
    painter.end()
    assert Decoder().read(image) == CODE


def test_frames_of_a_sink_become_scans(qtbot, camera):
    with qtbot.waitSignal(camera.scanned) as scanned:
        camera.sink.setVideoFrame(QVideoFrame(frame()))
    assert scanned.args == [CODE]


def test_the_preview_is_small(qtbot, camera):
    with qtbot.waitSignal(camera.preview) as preview:
        camera.sink.setVideoFrame(QVideoFrame(frame()))
    assert preview.args[0].width() == 420


def test_without_a_picture_for_two_seconds_the_page_is_told(camera):
    said = []
    camera.available.connect(said.append)
    camera.clock.now = 1.9
    camera.look()
    camera.clock.now = 2.0
    camera.look()
    assert said == [True, False]


def test_a_covered_lens_counts_as_no_picture(qtbot, camera):
    black = QImage(640, 480, QImage.Format.Format_RGB32)
    black.fill(QColor(4, 4, 6))
    said, seen = [], []
    camera.available.connect(said.append)
    camera.preview.connect(seen.append)
    camera.clock.now = 2.5
    # Once the second frame is taken up, the first one was looked at.
    for one in (QVideoFrame(black), QVideoFrame()):
        camera.take(one)
        qtbot.waitUntil(lambda: camera._waiting is None)
    camera.look()
    assert said == [False]
    assert not seen
    with qtbot.waitSignal(camera.scanned):
        camera.take(QVideoFrame(frame()))
    camera.look()
    assert said == [False, True]


def test_frames_of_noise_do_no_harm():
    decoder = Decoder()
    assert decoder.read(QImage()) == ""
    assert decoder.read(QImage(1, 1, QImage.Format.Format_Mono)) == ""
    for _ in range(30):
        noise = QImage(os.urandom(320 * 240), 320, 240, 320, QImage.Format.Format_Grayscale8)
        assert decoder.read(noise) == ""


def test_a_picture_beyond_reason_is_not_looked_at():
    huge = QImage(16000, 16000, QImage.Format.Format_Mono)
    huge.fill(1)
    assert Decoder().read(huge) == ""


def test_an_older_frame_gives_way_to_the_newest(qtbot):
    camera = CodeCamera(QVideoSink())
    scans = []
    camera.scanned.connect(scans.append)
    camera.take(QVideoFrame(frame(text="INA1OLD")))
    camera.take(QVideoFrame(frame(text="INA1NEW")))
    camera.start()
    qtbot.waitUntil(lambda: bool(scans))
    camera.stop()
    assert scans == ["INA1NEW"]


def test_a_stopped_camera_is_quiet(qtbot, camera):
    camera.stop()
    scans = []
    camera.scanned.connect(scans.append)
    camera.sink.setVideoFrame(QVideoFrame(frame()))
    assert camera._worker is None
    assert scans == []
