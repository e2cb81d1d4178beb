"""Organisations, places and bodies are found as a clerk types them: the written pairs."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from sessions import bodies, elsewhere, organisations, places
from sessions.organisations import OrganisationDetails
from sessions.places import PlaceDetails
from tests.sessions.hall import WHO

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("elsewhere_pairs.tsv").read_text("utf-8").splitlines()
]
TODAY = date(2026, 11, 24)


@pytest.fixture
def town(db):
    for kind, name, kana, aliases, *_typed in LINES:
        if kind == "organisation":
            organisations.enrol(db, OrganisationDetails(name, kana=kana), **WHO)
        elif kind == "place":
            places.enrol(db, PlaceDetails(name, kana=kana), **WHO)
        else:
            bodies.add(db, name, kana=kana, **WHO)
            db.execute(sa.update(bodies.TABLE).values(aliases=aliases))
    return db


def names(found: elsewhere.Elsewhere) -> list[str]:
    return [one.name for one in (*found.organisations, *found.places, *found.bodies)]


def test_every_typed_form_finds_what_it_means(town):
    missed = [
        (typed, name)
        for _kind, name, _kana, _aliases, *forms in LINES
        for typed in forms
        if name.replace(" ", "　")
        not in [one.replace(" ", "　") for one in names(elsewhere.find(town, typed, TODAY))]
    ]
    assert missed == [], "\n".join(map(str, missed))


def test_what_is_called_so_stands_before_what_only_holds_the_words(town):
    organisations.enrol(town, OrganisationDetails("お茶の会 みはらし"), **WHO)
    found = names(elsewhere.find(town, "みはらし会", TODAY))
    assert found[0] == "社会福祉法人　みはらし会"
    assert names(elsewhere.find(town, "みはらし", TODAY))[-1] == "お茶の会　みはらし"


def test_what_nobody_is_called_finds_nothing(town):
    assert elsewhere.find(town, "ぬらりひょん", TODAY).count == 0
    assert elsewhere.find(town, "い", TODAY).count == 0
    assert elsewhere.find(town, "株式会社", TODAY).organisations != ()
