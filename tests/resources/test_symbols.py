import pytest
import zxingcpp
from PIL import Image

from resources.paper import Paper
from resources.symbols import CARD, PAGE, Shape, modules
from tests.papers.reading import codes_in, pictures_of

CODE = "INA17K2M9QXR4TVWY3HJ6NPCD"


@pytest.mark.parametrize(("kind", "side", "level"), [(CARD, 25, "Q"), (PAGE, 29, "H")])
def test_a_code_has_the_size_and_level_its_kind_says(kind, side, level):
    rows = modules(CODE, kind)
    assert (len(rows), {len(row) for row in rows}) == (side, {side})
    picture = Image.new("L", (side + 8, side + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    scaled = picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(scaled)
    assert (found.text, found.ec_level) == (CODE, level)


def test_a_longer_text_takes_a_larger_code():
    assert len(modules("INA1" + "A" * 60, CARD)) > 25


def test_many_codes_under_the_one_mask_all_read(tmp_path):
    wanted = [f"INA1{i * 7919:021}" for i in range(60)]
    paper = Paper("codes", pages=1)
    for i, code in enumerate(wanted):
        paper.qr(10 + 32 * (i % 6), 8 + 29 * (i // 6), code, CARD, 21)
    paper.end_page()
    picture = pictures_of(paper.finish(), tmp_path, "-r", "200", "-gray")[0]
    assert codes_in(picture) == set(wanted)


def test_every_shape_leaves_its_own_picture(tmp_path):
    seen = set()
    for shape in Shape:
        paper = Paper("shape", pages=1, size=(20, 20))
        paper.shape(shape, 10, 10, 12)
        paper.end_page()
        picture = pictures_of(paper.finish(), tmp_path, "-r", "72", "-gray")[0]
        assert picture.getextrema() == (0, 255)
        seen.add(picture.tobytes())
    assert len(seen) == len(Shape)
