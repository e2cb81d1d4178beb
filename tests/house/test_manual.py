"""The manual is whole: a page for every screen, a picture for every mention, no jargon."""

import ast
import re
from html.parser import HTMLParser

import pytest

from tests.house.tree import ROOT

MANUAL = ROOT / "resources" / "manual"
PAGES = sorted(MANUAL.glob("*.html"))
LARGEST = 120 * 1024
# Words an office of helpers and temps does not use; what stands for them is in ui.md §4.
JARGON = (
    "インポート", "エクスポート", "バックアップ", "リストア", "エラー", "ログイン", "ログアウト",
    "データベース", "クリック", "タップ", "ダイアログ", "メニューバー", "アカウント",
    "ユーザーID", "マスター", "デフォルト", "ステータス", "セッション", "インストール",
    "キャンセル", "アップロード", "ダウンロード", "サインイン", "ユーザビリティ", "同期",
    "login", "backup", "import", "export", "error", "dialog", "default", "OK/", "user ",
)  # fmt: skip


class Reader(HTMLParser):
    """Gathers what a page links to, shows and says, and that its tags are closed."""

    def __init__(self, text):
        super().__init__()
        self.links, self.pictures, self.words, self.open, self.alts = [], [], [], [], []
        self.widths = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "a":
            self.links.append(facts["href"])
        if tag == "img":
            self.pictures.append(facts["src"])
            self.alts.append(facts.get("alt", ""))
            self.widths[facts["src"]] = int(facts["width"])
        if tag not in {"img", "br", "meta", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        self.words.append(data)


def read(page):
    return Reader(page.read_text("utf-8"))


def topics():
    """Return the help topic of every class under desktop that names one, with its file."""
    found = {}
    for file in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            target = getattr(node, "target", None) or (getattr(node, "targets", None) or [None])[0]
            value = getattr(node, "value", None)
            named = isinstance(target, ast.Name) and target.id == "help_topic"
            if named and isinstance(value, ast.Constant) and value.value:
                found[file.relative_to(ROOT).as_posix()] = value.value
    return found


def test_every_page_of_the_window_names_a_topic():
    rooms = {
        where.partition(":")[0].replace(".", "/") + ".py"
        for where in ast.literal_eval(_pages_of_the_window())
    }
    assert rooms <= set(topics()), rooms - set(topics())


def _pages_of_the_window():
    tree = ast.parse((ROOT / "desktop" / "assembly.py").read_text("utf-8"))
    (table,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PAGES"
    )
    return ast.unparse(ast.List(list(table.values), ast.Load()))


@pytest.mark.parametrize(("file", "topic"), sorted(topics().items()))
def test_every_topic_has_its_page(file, topic):
    assert (MANUAL / f"{topic}.html").is_file(), f"{file}: {topic}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_japanese_whole_and_speaks_plainly(page):
    text = page.read_text("utf-8")
    found = read(page)
    assert not found.open, "tags left open"
    assert '<html lang="ja">' in text
    title = re.search(r"<title>(.+)</title>", text)
    assert title
    assert f"<h1>{title[1]}</h1>" in text
    said = "".join(found.words)
    assert re.search(r"[ぁ-ん]", said)
    assert [word for word in JARGON if word in said] == []
    assert "http" not in text, "nothing from elsewhere"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_of_a_page_lead_somewhere(page):
    found = read(page)
    for link in found.links:
        assert (MANUAL / link.partition("#")[0]).is_file(), link
    for picture, alt in zip(found.pictures, found.alts, strict=True):
        assert (MANUAL / picture).is_file(), picture
        assert alt, f"{picture} says nothing to somebody who does not see it"


def test_every_page_can_be_reached_from_the_contents():
    seen, ahead = set(), ["index.html"]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += read(MANUAL / name).links
    assert seen == {page.name for page in PAGES}


def test_pictures_are_small_and_all_of_them_are_shown():
    shown = {picture for page in PAGES for picture in read(page).pictures}
    kept = {f"pictures/{file.name}" for file in (MANUAL / "pictures").iterdir()}
    assert kept == shown
    for file in (MANUAL / "pictures").iterdir():
        content = file.read_bytes()
        assert content.startswith(b"\x89PNG"), file.name
        assert len(content) <= LARGEST, file.name


def test_a_picture_is_shown_at_two_thirds_of_its_size():
    """The window shrinks pictures smoothly by this; another width would be drawn roughly."""
    for page in PAGES:
        for picture, width in read(page).widths.items():
            content = (MANUAL / picture).read_bytes()
            assert abs(int.from_bytes(content[16:20]) * 2 / 3 - width) < 1, (page.name, picture)


def test_the_checklist_names_what_only_a_windows_pc_can_show():
    said = "".join(read(MANUAL / "windows-checklist.html").words)
    for word in (
        "SmartScreen", "150 %", "スキャナー", "日本語入力", "シリアル", "カメラ", "プリンター",
        "OneDrive", "ネットワークドライブ", "USB", "BitLocker", "スリープ", "ナレーター",
        "知らせ方",
    ):  # fmt: skip
        assert word in said, word
    assert said.count("□") >= 60, "boxes to tick"
