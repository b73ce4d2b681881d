"""Names as printed: taken apart, compared, looked up. Invented people, but for those of the seed articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.names import Verdict, compare, fold, key, keys, parts, search_score

SAME, SHORT, UNCLEAR, DIFFERENT = Verdict.SAME, Verdict.SHORT, Verdict.UNCLEAR, Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Íñiga  Peñarrocha’s", "iniga penarrocha"),
        ("Jean‑Luc Ørsted", "jean-luc orsted"),
        ("the Pérez’ farm", "the perez farm"),
        ("O’Hara", "o'hara"),
        ("", ""),
    ],
)
def test_fold_leaves_what_all_spellings_share(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "titles", "given_names", "particles", "family", "suffix"),
    [
        ("Karim al-Muhammadawi", (), ("Karim",), ("al",), "Muhammadawi", None),
        ("Maj. Gen. Abdul Karim Khalaf", ("Maj.", "Gen."), ("Abdul Karim",), (), "Khalaf", None),
        ("Dame Oona O’Varra", ("Dame",), ("Oona",), (), "O’Varra", None),
        ("Tobias van der Linth III", (), ("Tobias",), ("van", "der"), "Linth", "iii"),
        ("Grand Ayatollah Ali Sistani", ("Grand", "Ayatollah"), ("Ali",), (), "Sistani", None),
        ("Ortwin Falk, Jr.", (), ("Ortwin",), (), "Falk", "jr"),
        ("Judge Brandsma", ("Judge",), (), (), "Brandsma", None),
        ("", (), (), (), "", None),
    ],
)
def test_parts(
    name: str,
    titles: tuple[str, ...],
    given_names: tuple[str, ...],
    particles: tuple[str, ...],
    family: str,
    suffix: str | None,
) -> None:
    read = parts(name)
    assert (read.titles, read.given, read.particles) == (titles, given_names, particles)
    assert (read.family, read.suffix) == (family, suffix)


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("Adel Abdul-Mahdi", "Adel Abdul Mahdi", SAME),
        ("Adel Abdul-Mahdi", "Adel Abdulmahdi", SAME),
        ("Qasem Soleimani", "Qassem Suleimani", SAME),
        ("Mustafa al-Kadhimi", "Mustafa Al-Kazemi", SAME),
        ("Nadège Fournol", "Nadege Fournol", SAME),
        ("Bill R. Ostrander", "William Ostrander", SAME),
        ("J. Ostrander", "Judith Ostrander", SAME),
        ("María Ocaranza", "María del Sol Ocaranza Villegas", SAME),
        ("Muhammadawi", "Karim al-Muhammadawi", SHORT),
        ("Abdul Mahdi", "Adel Abdul-Mahdi", SHORT),
        ("Mr Khalaf", "Maj. Gen. Abdul Karim Khalaf", SHORT),
        ("Ocaranza", "María del Sol Ocaranza Villegas", SHORT),
        ("Qiao", "Qiao Lanfen", SHORT),
        ("Sol Ocaranza", "María del Sol Ocaranza Villegas", SHORT),
        ("Lanfen Qiao", "Qiao Lanfen", SAME),
        ("Mahdi", "Adel Abdul-Mahdi", UNCLEAR),
        ("Wang Yi", "Yi Wang", UNCLEAR),
        ("Ortwin Falk", "Ortwin Falk Jr.", SHORT),
        ("Ortwin and Oona Falk", "Oona Falk", UNCLEAR),
        ("Varra", "Varra", UNCLEAR),
        ("", "Varra", UNCLEAR),
        ("Mr. Varra", "Mrs. Varra", DIFFERENT),
        ("Oona Varra", "Pell Varra", DIFFERENT),
        ("Ortwin Falk Jr.", "Ortwin Falk Sr.", DIFFERENT),
        ("Karim Khalaf", "Karim al-Muhammadawi", DIFFERENT),
        ("Lars Hanson", "Lars Hansen", DIFFERENT),
    ],
)
def test_what_two_names_allow(one: str, two: str, verdict: Verdict) -> None:
    assert compare(one, two).verdict is verdict
    assert compare(two, one).verdict is verdict


def test_a_comparison_says_what_it_compared() -> None:
    found = compare("Oona Varra", "Pell Varra")
    assert found.rule == "given names oona against pell"
    assert found.detail == "'Oona Varra' and 'Pell Varra'"


PEOPLE = [
    "Karim al-Muhammadawi",
    "Morgan Ortagus",
    "Adel Abdul-Mahdi",
    "Ali Sistani",
    "Mike Pompeo",
    "Abdul Karim Khalaf",
    "Mustafa al-Kadhimi",
    "Hassan al-Fadam",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("muhamadawi", "Karim al-Muhammadawi"),
        ("Ortegas", "Morgan Ortagus"),
        ("ortagus morgan", "Morgan Ortagus"),
        ("Abdul Mahdi", "Adel Abdul-Mahdi"),
        ("mahdi", "Adel Abdul-Mahdi"),
        ("sistani", "Ali Sistani"),
        ("kazimi", "Mustafa al-Kadhimi"),
        ("general khalaf", "Abdul Karim Khalaf"),
    ],
)
def test_typed_roughly_a_name_is_found_and_only_that(typed: str, found: str) -> None:
    scores = {name: search_score(typed, name) for name in PEOPLE}
    assert [name for name, score in scores.items() if score >= 0.8] == [found]
    assert sorted(scores.values())[-2] < 0.6


def test_nothing_is_found_by_nothing() -> None:
    assert search_score("", "Ali Sistani") == search_score("sistani", "") == 0


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Adel Abdul-Mahdi", "Adel Abdulmahdi"),
        ("Qasem Soleimani", "Suleimani"),
        ("Karim al-Muhammadawi", "Mohammedawi"),
        ("Mustafa al-Kadhimi", "Kazemi"),
    ],
)
def test_spellings_of_one_family_name_share_a_key(one: str, two: str) -> None:
    assert key(one) == key(two) != ""


def test_keys_hold_every_name() -> None:
    assert keys("Qiao Lanfen") == (key("Lanfen"), key("Qiao"))


@given(st.text(), st.text())
def test_no_names_crash_and_comparing_is_symmetric(one: str, two: str) -> None:
    assert compare(one, two).verdict == compare(two, one).verdict
    assert 0 <= search_score(one, two) <= 1
    assert not set(key(one)) & set(" -'")


@pytest.mark.parametrize("name", PEOPLE)
def test_a_name_is_itself_however_it_is_printed(name: str) -> None:
    assert compare(name, name.upper()).verdict is SAME
    assert search_score(name, name) == 1.0
