"""A thousand name tags with QR, beside the drawing library's own widget and font."""

import io

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from resources import codes
from sessions.papers import name_tags
from tests.benchmarks.side_by_side import side_by_side, timed

TAGS, ROUNDS = 1000, 5
NAMES = ("髙橋　ハツヱ", "春日　とみ子", "埋橋　重男", "御子柴　とし江", "城倉　いさ子")


def test_a_thousand_name_tags():
    made = [
        (NAMES[number % 5], "みすず　はなこ", "高遠町", codes.new_code()) for number in range(TAGS)
    ]
    fonts = resources.path("fonts")
    face = next(path for path in sorted(fonts.rglob("*.ttf")) if "Regular" in path.name)
    pdfmetrics.registerFont(TTFont("bench", str(face)))

    def ours():
        tags = tuple(
            name_tags.NameTag(name, kana, district, code, codes.human(code))
            for name, kana, district, code in made
        )
        pdf = name_tags.draw(name_tags.NameTags("第14回 いなくらし会議", tags))
        assert pdf.startswith(b"%PDF")

    def widget():
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4)
        for number, (name, kana, district, code) in enumerate(made):
            place = number % 10
            if number and place == 0:
                canvas.showPage()
            x, y = 14 * mm + place % 2 * 91 * mm, 230 * mm - place // 2 * 55 * mm
            for text, size, up in ((kana, 9, 38), (name, 20, 28), (district, 10, 18)):
                canvas.setFont("bench", size)
                canvas.drawString(x + 4 * mm, y + up * mm, text)
            canvas.setFont("bench", 7)
            canvas.drawString(x + 60 * mm, y + 6 * mm, codes.human(code))
            drawing = Drawing(24 * mm, 24 * mm)
            drawing.add(QrCodeWidget(code, barWidth=24 * mm, barHeight=24 * mm, barLevel="M"))
            renderPDF.draw(drawing, canvas, x + 60 * mm, y + 10 * mm)
        canvas.save()
        assert out.getvalue().startswith(b"%PDF")

    ours()
    side_by_side(
        "1,000 name tags with QR",
        {
            "ReportLab's QR widget and its own font": lambda: timed(widget),
            "name tags of this house": lambda: timed(ours),
        },
        rounds=ROUNDS,
        goal="<= 1/12",
    )
