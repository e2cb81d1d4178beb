"""A machine remembers its settings and comes up whatever became of the file."""

import tomllib
from dataclasses import asdict, fields

import pytest

from resources import settings
from resources.settings import Settings


def test_without_a_file_there_are_defaults_safe_for_visitors(tmp_path):
    found = settings.load(tmp_path / "none.toml")
    assert found == Settings()
    assert not found.spoken_names
    assert not found.last_ten
    assert found.language == "ja"
    assert found.folder == settings.app_folder() / "office"


def test_every_setting_comes_back(tmp_path):
    file = tmp_path / "deep" / "settings.toml"
    chosen = Settings(
        data_folder='C:\\Users\\受付 "1"\\データ',
        language="en",
        text_scale=1.25,
        reduced_motion=True,
        sound=False,
        sound_volume=5,
        spoken_names=True,
        last_ten=True,
        scanner="serial",
        scanner_port="COM3",
        camera="HD\tカメラ\x7f",
        printer="EPSON 事務室",
        printer_offset_x=-1.5,
        printer_offset_y=0.25,
        printer_offsets='{"事務所 1F": [0.3, -0.2]}',
        postage="later",
        post_office="伊那局",
        last_staff="0" * 32,
        last_backup="2026-05-19T01:30:00+00:00",
        last_backup_place="E:\\控え",
        second_by_itself=False,
        server="postgresql://desk@office.example/ina",
        reception="1" * 32,
        recovery_unkept=True,
        idle_minutes=25,
    )
    differing = [f.name for f in fields(Settings) if getattr(chosen, f.name) == f.default]
    assert differing == []
    settings.save(chosen, file)
    assert settings.load(file) == chosen
    assert tomllib.loads(file.read_text("utf-8")) == asdict(chosen)
    assert [p.name for p in file.parent.iterdir()] == ["settings.toml"]


def test_one_setting_changes_and_the_others_stay(tmp_path):
    file = tmp_path / "settings.toml"
    settings.save(Settings(printer="EPSON"), file)
    assert settings.change(file, text_scale=1.5) == Settings(printer="EPSON", text_scale=1.5)
    assert settings.load(file) == Settings(printer="EPSON", text_scale=1.5)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"=",
        b"text_scale = 9.0",
        b"text_scale = 'big'",
        b"language = 'fr'",
        b"sound = 1",
        b"sound_volume = 400",
        b"sound_volume = true",
        b"scanner = 'laser'",
        b"camera = 3",
        b"unknown = 'x'",
    ],
)
def test_a_spoiled_file_gives_defaults(tmp_path, content):
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert settings.load(file) == Settings()


def test_one_strange_value_does_not_take_the_others_away(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('printer = "EPSON"\ntext_scale = 7.0\n')
    assert settings.load(file) == Settings(printer="EPSON")


def test_each_printer_keeps_its_own_offset(tmp_path):
    file = tmp_path / "settings.toml"
    settings.set_offset("事務所 1F", 0.34, -0.2, file)
    settings.set_offset("会議室 “複合機”", 1.0, 0.0, file)
    known = settings.load(file)
    assert known.offset_of("事務所 1F") == (0.3, -0.2)
    assert known.offset_of("会議室 “複合機”") == (1.0, 0.0)
    assert known.offset_of("あたらしい") == (1.0, 0.0)


@pytest.mark.parametrize("spoiled", ["", "[]", "{", '{"a": 1}', '{"a": ["x", 1]}'])
def test_spoiled_offsets_are_none(spoiled):
    assert Settings(printer_offsets=spoiled, printer_offset_x=0.5).offset_of("a") == (0.5, 0.0)
