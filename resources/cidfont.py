"""One embedded face of one PDF: only its used glyphs, and the letters they stand for."""

import hashlib
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from resources.faces import Face
from resources.glyphs import Glyph

# A reader of the PDF draws by glyph number; these tables would only make it larger.
_NOT_NEEDED = (
    "BASE DSIG GDEF GPOS GSUB OS/2 STAT VORG cmap cvt  fpgm gasp meta name post prep vhea vmtx"
)
_BFCHARS = 100  # the most entries one block of a ToUnicode map may have


class CIDFont:
    """A Type0 font with its own numbering: one number per (glyph, letters it stands for).

    Two spellings may share a glyph (が typed as one or as two letters); with a number each,
    copied text returns what was typed. Numbers are given in order of first use, so equal
    papers are equal to the byte whatever was printed before.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._numbers: dict[tuple[int, str], int] = {}
        self._glyphs: list[int] = [0]
        self._sources: list[str] = [""]

    def code(self, glyph: Glyph) -> str:
        """Return the four hex digits that draw `glyph` in this font."""
        key = (glyph.number, glyph.source)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._glyphs)
            self._glyphs.append(glyph.number)
            self._sources.append(glyph.source)
        return f"{number:04X}"

    def addObjects(self, doc: Any) -> None:
        """Write the font into `doc`; ReportLab calls this once, when the paper is complete."""
        program, renumbered = self._subset()
        tag = "".join(chr(65 + b % 26) for b in hashlib.sha256(program).digest()[:6])
        base = pdfdoc.PDFName(f"{tag}+{self.face.name}")
        box, ascent, descent = self.face.metrics()
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(box),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 740,
                "StemV": 80,
                "FontFile2": self._stream(doc, "file", program, {"Length1": len(program)}),
            }
        )
        gids = b"".join(renumbered[g].to_bytes(2, "big") for g in self._glyphs)
        widths = [round(self.face.advance(g) * 1000) for g in self._glyphs]
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": doc.Reference(descriptor, f"{self.name}:descriptor"),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
                "CIDToGIDMap": self._stream(doc, "gids", gids),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray(
                    [doc.Reference(descendant, f"{self.name}:descendant")]
                ),
                "ToUnicode": self._stream(doc, "letters", self._to_unicode()),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, self.name)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._glyphs)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.ljust(4).encode(), "big") for tag in _NOT_NEEDED.split()
        )
        plan = hb.SubsetPlan(self.face.face, wanted)
        mapping = dict(plan.old_to_new_glyph_mapping)
        return bytes(plan.execute().blob.data), mapping

    def _to_unicode(self) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        pairs = [
            f"<{number:04X}> <{source.encode('utf-16-be').hex().upper()}>"
            for number, source in enumerate(self._sources)
            if source
        ]
        for start in range(0, len(pairs), _BFCHARS):
            block = pairs[start : start + _BFCHARS]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")

    def _stream(
        self,
        doc: Any,
        part: str,
        content: bytes,
        entries: dict[str, int] | None = None,
    ) -> Any:
        stream = pdfdoc.PDFStream(content=content)
        stream.filters = [pdfdoc.PDFZCompress]
        for key, value in (entries or {}).items():
            stream.dictionary[key] = value
        return doc.Reference(stream, f"{self.name}:{part}")
