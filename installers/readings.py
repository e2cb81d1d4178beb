"""The tables of readings of names, made anew from a dictionary of names and from Unihan."""

import bz2
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "resources" / "readings"
_KANJI = re.compile(r"[一-鿿々㐀-䶿]+")
_ENDING = re.compile(r"(?<=.)(?:[まめがけ]?る|[うくぐすつぬぶむ]|し?い)$")
_MOST = 8  # readings kept of one Chinese character, the commonest first
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "y": "や ゆ よ", "r": "らりるれろ", "w": "わ   を",
    "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SPELT = {
    consonant + vowel: kana
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != " "
} | {"shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "n": "ん"}
_SPELT |= {
    start + vowel: kana + small
    for start, kana in zip(
        ("ky", "sh", "ch", "ny", "hy", "my", "ry", "gy", "j", "by", "py"),
        "きしちにひみりぎじびぴ",
        strict=True,
    )
    for vowel, small in zip("auo", "ゃゅょ", strict=True)
}
_CLEAR = "かきくけこさしすせそたちつてとはひふへほ"
_VOICED = dict(zip(_CLEAR, "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))


def main(arguments: list[str]) -> int:
    """Write both tables; takes Noun.name.csv of mecab-ipadic and Unihan_Readings.txt.bz2."""
    if len(arguments) != 2:
        sys.stderr.write("python -m installers.readings Noun.name.csv Unihan_Readings.txt.bz2\n")
        return 2
    names = _names(Path(arguments[0]))
    letters = _letters(names, _of_unihan(Path(arguments[1])))
    _write("names.tsv", names)
    _write("letters.tsv", letters)
    return 0


def _names(source: Path) -> dict[str, list[str]]:
    """Return {surname or given name in Chinese characters: its readings}."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in source.read_text("euc_jp").splitlines():
        fields = line.split(",")
        if fields[7] in {"姓", "名"} and _KANJI.fullmatch(fields[0]) and len(fields[0]) < 5:
            found[fields[0]].add(_hiragana(fields[11]))
    return {name: sorted(readings) for name, readings in sorted(found.items())}


def _of_unihan(source: Path) -> dict[str, set[str]]:
    """Return {character: its readings}, those of 訓 with the ending left off as well."""
    found: dict[str, set[str]] = defaultdict(set)
    with bz2.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] in {"kJapaneseOn", "kJapaneseKun"}:
                for word in fields[2].lower().split():
                    kana = _kana(word)
                    stem = _ENDING.sub("", kana) if fields[1] == "kJapaneseKun" else kana
                    found[chr(int(fields[0].removeprefix("U+"), base=16))] |= {kana, stem} - {""}
    return found


def _letters(names: dict[str, list[str]], known: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return {character: its readings in names}, learnt by laying names beside their readings."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _round in range(2):
        learnt = {letter: {*known.get(letter, ()), *counts[letter]} for letter in [*counts, *known]}
        counts = defaultdict(Counter)
        for name, readings in names.items():
            for reading in readings:
                for parts in _laid(name, reading, learnt):
                    for letter, part in zip(name, parts, strict=True):
                        counts[letter][part] += 1
    kept = {
        letter: sorted(parts, key=len)[:_MOST] for letter, parts in known.items() if _common(letter)
    }
    kept |= {
        letter: _kept(parts, known.get(letter, set()))
        for letter, parts in counts.items()
        if max(parts.values(), default=0) > 2
    }
    return dict(sorted(kept.items()))


def _kept(parts: Counter[str], known: set[str]) -> list[str]:
    """Return the commonest of `parts`: those of Unihan, and what a twentieth of the names say."""
    least = parts.total() / 20
    return [
        part
        for part, times in parts.most_common()
        if times > 2 and (part in _sounds(known) or times >= least)
    ][:_MOST]


def _common(letter: str) -> bool:
    """Tell whether an office PC can write `letter` at all; rarer ones are in no name list."""
    try:
        return len(letter.encode("cp932")) == 2
    except UnicodeEncodeError:
        return False


def _laid(name: str, reading: str, known: dict[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to share `reading` out among the letters; at most one letter is unknown."""
    if not name:
        if not reading:
            yield ()
        return
    for size in range(1, min(len(reading), 5) + 1):
        part, rest = reading[:size], reading[size:]
        if part in _sounds(known.get(name[0], set())):
            for more in _laid(name[1:], rest, known):
                yield (part, *more)
    ways = [part for part in _sounds(known.get(name[1:], set())) if reading.endswith(part)]
    if len(name) == 2 and ways:
        part = max(ways, key=len)
        first = reading[: -len(part)]
        if 1 < len(first) < 5:
            yield (first, part)


def _sounds(readings: set[str]) -> set[str]:
    """Return `readings` with a voiced beginning too, as in 山田 and 金田."""
    return readings | {_VOICED[one[0]] + one[1:] for one in readings if one[0] in _VOICED}


def _kana(word: str) -> str:
    """Return a reading of Unihan in hiragana; "" for what is none."""
    kana, rest = "", word
    while rest:
        for size in (3, 2, 1):
            if rest[:size] in _SPELT:
                kana += _SPELT[rest[:size]]
                rest = rest[size:]
                break
        else:
            if len(rest) > 1 and rest[0] == rest[1]:
                kana, rest = kana + "っ", rest[1:]
            else:
                return ""
    return kana


def _hiragana(kana: str) -> str:
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヶ" else letter for letter in kana)


def _write(name: str, table: dict[str, list[str]]) -> None:
    lines = [f"{key}\t{' '.join(readings)}\n" for key, readings in table.items()]
    (_FOLDER / name).write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
