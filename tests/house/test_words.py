"""The words: every sentence of the code has its Japanese, and the screen hears it."""

import ast
import gettext
from pathlib import Path

import pytest

from installers import words
from tests.house.tree import FLOORS, ROOT, modules, text


@pytest.fixture(scope="module")
def report() -> words.Report:
    return words.report(ROOT, "ja")


def test_every_sentence_has_its_japanese(report: words.Report) -> None:
    assert report.missing == []


def test_no_translation_outlived_its_sentence(report: words.Report) -> None:
    assert report.obsolete == []


def test_one_sentence_has_one_translation(report: words.Report) -> None:
    assert report.conflicts == []


def test_a_translation_fills_in_what_the_sentence_fills_in(report: words.Report) -> None:
    assert report.placeholders == []


def test_the_screen_hears_the_fragments_as_they_are_now() -> None:
    assert words.all_fresh(ROOT)
    with words.compiled(ROOT, "ja").open("rb") as source:
        voice = gettext.GNUTranslations(source)
    for one in words.said(ROOT, "ja"):
        if isinstance(one.text, str):
            assert voice.gettext(one.text) == one.translation[0]
        else:
            assert voice.ngettext(*one.text, 2) == one.translation[0]


def test_only_whole_sentences_are_given_to_the_catalogue() -> None:
    """A text put together before the call is in no catalogue and would stay English."""
    found = []
    for path in modules(*FLOORS):
        for node in ast.walk(ast.parse(text(path))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "mark"
                and not all(isinstance(each, ast.Constant) for each in node.args)
            ) or (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
                and any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in node.args[:2])
            ):
                found.append(f"{path}:{node.lineno}")
    assert found == []


def small(root: Path, po: str, code: str) -> None:
    for floor in FLOORS:
        (root / floor).mkdir(exist_ok=True)
    folder = root / words.TRANSLATIONS / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "one.po").write_text(po, encoding="utf-8")
    (root / "sessions" / "room.py").write_text(code, encoding="utf-8")


CODE = 'a = _("Open {name}.")\nb = ngettext("{n} person", "{n} people", n)\nc = mark("Door")\n'
WHOLE = (
    'msgid "Open {name}."\nmsgstr "{name}を開きます。"\n\n'
    'msgid "{n} person"\nmsgid_plural "{n} people"\nmsgstr[0] "{n}人"\n\n'
    'msgid "Door"\nmsgstr "扉"\n'
)


def test_a_whole_catalogue_is_compiled_once_and_heard(tmp_path: Path) -> None:
    small(tmp_path, WHOLE, CODE)
    assert vars(words.report(tmp_path, "ja")) == vars(words.Report())
    assert [path.name for path in words.compile_all(tmp_path)] == ["messages.mo"]
    assert words.compile_all(tmp_path) == []
    with words.compiled(tmp_path, "ja").open("rb") as source:
        voice = gettext.GNUTranslations(source)
    assert voice.gettext("Door") == "扉"
    assert voice.ngettext("{n} person", "{n} people", 1) == "{n}人"
    small(tmp_path, WHOLE.replace("扉", "戸"), CODE)
    assert not words.all_fresh(tmp_path)


@pytest.mark.parametrize(
    ("po", "code", "trouble"),
    [
        (WHOLE, CODE + 'd = _("New")\n', "missing"),
        (WHOLE.replace("扉", ""), CODE, "missing"),
        (WHOLE.replace('msgid "Door"', '#, fuzzy\nmsgid "Door"'), CODE, "missing"),
        (WHOLE + '\nmsgid "Old"\nmsgstr "昔"\n', CODE, "obsolete"),
        (WHOLE.replace("{name}を", "{nmae}を"), CODE, "placeholders"),
        (WHOLE.replace("{n}人", "人"), CODE, "placeholders"),
    ],
)
def test_each_fault_of_a_catalogue_is_seen(
    tmp_path: Path, po: str, code: str, trouble: str
) -> None:
    small(tmp_path, po, code)
    found = vars(words.report(tmp_path, "ja"))
    assert [name for name, lines in found.items() if lines] == [trouble]


def test_two_fragments_that_disagree_are_seen(tmp_path: Path) -> None:
    small(tmp_path, WHOLE, CODE)
    other = words.compiled(tmp_path, "ja").with_name("two.po")
    other.write_text('msgid "Door"\nmsgstr "ドア"\n', encoding="utf-8")
    assert len(words.report(tmp_path, "ja").conflicts) == 1


def test_a_template_holds_what_is_missing_and_fills_the_gap(tmp_path: Path) -> None:
    code = CODE + 'd = _("Say \\"{word}\\"\\nnow.")\n'
    small(tmp_path, WHOLE, code)
    given = words.template(tmp_path, "ja", ("sessions/",))
    assert words.template(tmp_path, "ja", ("desktop/",)) == ""
    small(tmp_path, WHOLE + "\n" + given.replace('msgstr ""', 'msgstr "{word}と"'), code)
    assert vars(words.report(tmp_path, "ja")) == vars(words.Report())
