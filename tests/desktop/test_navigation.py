"""The places: every entry of the rail has a word, an icon and a way back."""

import re
from pathlib import Path

import pytest

from desktop import navigation
from resources import path


def test_the_rail_lists_the_places_in_the_order_of_the_design() -> None:
    assert [place.title for place in navigation.entries()] == [
        "今日",
        "会議と受付",
        "名簿",
        "ポイント",
        "印刷",
        "事務所",
        "今日の会場受付",
    ]


def test_who_sees_the_office_does_not_see_the_reception_of_one_meeting() -> None:
    assert "helping" not in navigation.seen(lambda _act: True)
    only = {"arrival.check_in", "staff.own_key"}
    assert navigation.seen(only.__contains__) == {"helping", "office"}


@pytest.mark.parametrize("place", navigation.PLACES, ids=lambda place: place.name)
def test_each_place_has_a_word_in_japanese_an_icon_and_a_known_parent(
    place: navigation.Place,
) -> None:
    assert re.search(r"[ぁ-んァ-ン一-龥]", place.title)
    assert Path(path("icons") / f"{place.icon}.svg").is_file()
    if place.parent:
        assert navigation.place(place.parent) in navigation.entries()
        assert not place.group


def test_names_are_unlike_each_other_and_unknown_ones_are_bugs() -> None:
    names = [place.name for place in navigation.PLACES]
    assert len(set(names)) == len(names)
    with pytest.raises(KeyError):
        navigation.place("nowhere")
