from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from resources.faces import CHAINS, chain, face, files
from resources.glyphs import clusters, lay
from resources.type import Role, Typesetter, fit, missing, proof, substituted, width, wrap
from tests.papers.reading import pictures_of, text_of

NAMES = [
    "髙橋",
    "﨑山",
    "𠮷田",
    "辻󠄀",
    "辻",
    "葛󠄀城",
    "Nguyễn Văn Minh",
    "Trần Thị Hồng Nhung",
    "João Conceição",
    "陈小红",
    "刘",
    "ﾊﾝｶｸ",
    "か\u3099か",
    "Nguye\u0302\u0303n",
    "神福祥",
    "𡈽屋",
    "ハツヱ",
]


def set_lines(lines: list[str], role: Role = Role.BODY) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    typesetter = Typesetter(canvas)
    for i, line in enumerate(lines):
        typesetter.draw(40, 780 - 40 * i, line, role, 20)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("role", list(Role))
def test_a_paper_gives_back_the_letters_that_went_in(role, tmp_path):
    got = [
        line for line in text_of(set_lines(NAMES, role), tmp_path).splitlines() if line.strip("\f")
    ]
    assert got == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_glyphs_in_every_role(name):
    for role in Role:
        assert missing(name, role) == []
        assert all(glyph.number != 0 for glyph in lay(name, role))


def test_a_selector_changes_the_shape(tmp_path):
    asked, plain = (
        pictures_of(set_lines([text]), tmp_path, "-r", "150")[0].tobytes() for text in ("辻󠄀", "辻")
    )
    assert asked != plain


def test_letters_of_one_spelling_do_not_take_over_another(tmp_path):
    both = "が か\u3099"
    assert text_of(set_lines([both]), tmp_path).strip() == both
    composed, apart = lay("が", Role.BODY), lay("か\u3099", Role.BODY)
    assert [g.number for g in composed] == [g.number for g in apart]


def test_ideographs_are_never_composed_for_drawing():
    # U+FA19 神 is another shape than U+795E 神; NFC would turn the first into the second.
    old, new = lay("\ufa19", Role.BODY), lay("\u795e", Role.BODY)
    assert old[0].number != new[0].number


def test_what_no_font_can_draw_is_told():
    assert missing("ก山😀") == ["ก", "😀"]
    assert missing("辻󠄏") == ["辻󠄏"]  # a selector nobody registered for this letter
    found = proof(["山", "𠮷田", "ก", "𠮷田"])
    assert found.missing == (("ก", ("ก",)),)
    assert found.substituted == (("𠮷田", ("𠮷",)),)


def test_only_letters_the_usual_face_lacks_count_as_substituted():
    assert substituted("Nguyễn Văn") == ["ễ"]
    assert substituted("髙橋　太郎") == []


def test_a_latin_name_stands_in_one_face():
    assert len({glyph.face for glyph in lay("Nguyễn Văn Minh", Role.BOLD)}) == 1
    line = lay("Văn Minh", Role.BOLD, "Nguyễn Văn Minh")
    assert {glyph.face.name for glyph in line} == {"NotoSansJP-Bold"}


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("<b>太字</b>&amp;</para>", "<b>太字</b>&amp;</para>"),
        ("山\0田", "山田"),
        ("山\u202e田\u202c", "山田"),
        (") Tj ET (", ") Tj ET ("),
        ("\\050山", "\\050山"),
        ("山\r\n田", "山 田"),
    ],
)
def test_hostile_letters_are_only_letters(hostile, shown, tmp_path):
    assert " ".join(text_of(set_lines([hostile]), tmp_path).split()) == shown


def test_a_lone_surrogate_does_not_stop_the_press(tmp_path):
    assert missing("山\ud800") != []
    assert "山" in text_of(set_lines(["山\ud800田"]), tmp_path)


def test_equal_content_gives_equal_bytes_whatever_was_set_before():
    first = set_lines(NAMES)
    set_lines(["まったく", "べつの", "紙"], Role.MINCHO)
    assert set_lines(NAMES) == first


def test_fonts_are_embedded_and_small():
    pdf = set_lines(NAMES)
    assert pdf.count(b"/FontFile2") == 3
    assert len(pdf) < 60_000


def test_widths_add_up_and_grow_with_size():
    assert width("山田", Role.MINCHO, 10) == pytest.approx(20)
    assert width("山田", Role.BODY, 20) == pytest.approx(2 * width("山田", Role.BODY, 10))
    assert width("か\u3099", Role.BODY, 10) == width("が", Role.BODY, 10)
    assert width("", Role.BODY, 10) == 0


def test_a_long_name_shrinks_to_four_fifths_then_takes_two_lines():
    assert fit("山田　太郎", Role.MINCHO, 20, 100).size == 20
    shrunk = fit("山田　太郎", Role.MINCHO, 20, 90)
    assert (shrunk.lines, shrunk.size) == (("山田　太郎",), pytest.approx(18))
    broken = fit("山田山田　太郎太郎", Role.MINCHO, 20, 90)
    assert broken.lines == ("山田山田", "太郎太郎")
    assert broken.size == pytest.approx(16)


@pytest.mark.parametrize(
    "name", ["あ" * 40, "Maria Aparecida dos Santos Oliveira Limas", "W" * 40, "山田　" + "ん" * 37]
)
def test_forty_letters_fit_and_none_is_lost(name):
    fitted = fit(name, Role.BOLD, 30, 153)
    assert "".join(fitted.lines).replace(" ", "").replace("　", "") == name.replace(
        " ", ""
    ).replace("　", "")
    for line in fitted.lines:
        assert width(line, Role.BOLD, fitted.size, name) <= 153 + 1e-6


def test_lines_break_between_phrases_and_never_before_a_stop():
    text = "来られた方は ここに お名前を 書いてください。ありがとうございます。"
    lines = wrap(text, Role.MINCHO, 10, 120)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, Role.MINCHO, 10) <= 120 for line in lines)
    assert not [line for line in lines if line[0] in "。、」っ"]
    assert lines[0] == "来られた方は ここに"


def test_typed_line_ends_are_kept():
    assert wrap("上\n下", Role.BODY, 10, 100) == ["上", "下"]
    assert wrap("", Role.BODY, 10, 100) == [""]


def test_a_letter_takes_its_marks_along():
    assert clusters("か\u3099辻󠄀x") == ["か\u3099", "辻󠄀", "x"]


def test_every_face_named_in_a_chain_is_there_with_its_licence():
    present = {file.stem for file in files()}
    assert {name for names in CHAINS.values() for name in names} == present
    folder = files()[0].parent
    for name in present:
        family = name.split("-")[0]
        family = "BIZUDGothic" if family == "BIZUDPGothic" else family
        assert "SIL Open Font License" in (folder / f"OFL-{family}.txt").read_text("utf-8")


def test_the_first_face_of_each_role_is_the_readable_one():
    assert chain(Role.BODY)[0] is face("BIZUDPGothic-Regular")
    assert chain(Role.MINCHO)[0].name == "BIZUDMincho-Regular"


ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def test_every_vietnamese_vowel_with_every_tone_can_be_drawn():
    for letter in ALPHABET:
        for tone in TONES if letter in "aăâeêioôơuưy" else [""]:
            assert missing(letter + tone) == []
            assert missing((letter + tone).upper()) == []


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["Nguyễn Văn, ", " - ' ", "山\u0301田", "a\u0301", "\u0301"])
def test_a_text_of_monstrous_length_is_only_long(piece):
    text = piece * 20_000
    assert width(text, Role.BODY, 10) > 0
    assert len(wrap(text, Role.BODY, 10, 500)) > 0
