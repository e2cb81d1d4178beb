"""The papers of registrations from the command line: numbers, blanks, refusals."""

import pytest
from pypdf import PdfReader

from tests.desktop.commands.conftest import VOLUNTEERS


def said(file):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)


def test_papers_of_registrations_are_drawn_for_those_meant(call, tmp_path):
    call("import", "volunteers", VOLUNTEERS)
    one = next(one for one in call("people", "list") if one["number"] == "0010")
    name = "".join(one["name"].split())
    file = tmp_path / "paper.pdf"
    for paper in ("member-cards", "change-form", "registration-notice"):
        made = call("print", paper, "--year", 2025, "--number", "10", "--output", file)
        assert made["pages"] == 1
        assert name in said(file)
    made = call("print", "renewal-cards", "--year", 2026, "--number", "10", "--output", file)
    assert name in said(file)
    made = call("print", "insurance-list", "--year", 2025, "--allow-substitutes", "--output", file)
    assert made["pages"] > 20
    for paper in ("registration-form", "change-form", "renewal-cards"):
        assert call("print", paper, "--year", 2025, "--output", file)["pages"] == 1
        assert name not in said(file)
    for refused in (("member-cards", "--year", 2025), ("inquiry-list", "2025-01"),
                    ("member-cards", "--year", 2025, "--number", "9999")):  # fmt: skip
        assert call.refused("print", *refused, "--output", file)


@pytest.mark.parametrize("start", ["0", "11"])
def test_a_sheet_has_ten_places(call, tmp_path, start):
    wrong = call.raw("print", "member-cards", "--start", start, "--output", tmp_path / "x.pdf")
    assert wrong[0] == 2
