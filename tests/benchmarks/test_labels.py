"""A thousand address labels, beside the drawing library's own way of setting lines of text."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from resources.stationery import label_sheet
from sessions.papers import address_labels
from sessions.papers.address_block import Address
from tests.benchmarks.side_by_side import side_by_side, timed

LABELS, ROUNDS = 1000, 5
NAMES = ("髙橋　ハツヱ", "春日　とみ子", "埋橋　重男", "御子柴　とし江", "城倉　いさ子")


def test_a_thousand_address_labels():
    sheet = label_sheet("12-86x42")
    made = [
        (NAMES[n % 5], f"396-{n:04}", f"長野県伊那市高遠町西高遠{n}番地") for n in range(LABELS)
    ]
    fonts = resources.path("fonts")
    face = next(path for path in sorted(fonts.rglob("*.ttf")) if "Regular" in path.name)
    pdfmetrics.registerFont(TTFont("bench", str(face)))

    def ours():
        addresses = tuple(Address(((name, "様"),), code, place) for name, code, place in made)
        pdf = address_labels.draw(address_labels.AddressLabels(sheet, addresses))
        assert pdf.startswith(b"%PDF")

    def plain():
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for number, (name, code, place) in enumerate(made):
            at = number % sheet.count
            if number and at == 0:
                canvas.showPage()
            left, top = sheet.corner(at)
            x, y = (left + 4) * mm, (297 - top) * mm
            for text, size, down in ((f"〒{code}", 10, 9), (place, 11, 15), (f"{name} 様", 17, 25)):
                canvas.setFont("bench", size)
                canvas.drawString(x, y - down * mm, text)
        canvas.save()
        assert out.getvalue().startswith(b"%PDF")

    ours()
    side_by_side(
        "1,000 address labels",
        {
            "ReportLab's own font, lines of fixed size": lambda: timed(plain),
            "address labels of this house": lambda: timed(ours),
        },
        rounds=ROUNDS,
        goal="<= 1",
    )
