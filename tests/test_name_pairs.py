"""How well two names are compared, on a table of pairs over cultures that was written before it was measured."""

from pathlib import Path
from typing import NamedTuple

import pytest

from onrecord.names import Verdict, compare


class Pair(NamedTuple):
    one: str
    two: str
    verdict: Verdict
    culture: str
    why: str


def read_pairs() -> list[Pair]:
    lines = Path(__file__).with_name("name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    fields = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Pair(one, two, Verdict(verdict), culture, why) for one, two, verdict, culture, why in fields]


PAIRS = read_pairs()

KNOWN_FAILURES = {
    ("Ben Ali", "Zine El Abidine Ben Ali"): "Ben is read as a given name where it comes first",
    ("Muammar Gaddafi", "Moamer Kadhafi"): "k for g is allowed beside q only",
    ("Jamal Khashoggi", "Jamal Khashoqji"): "gg, qj is one name's spelling",
    ("Khalifa Haftar", "Khalifa Hifter"): "a for i would make Jamal of Jamil",
    ("Yahya Sinwar", "Yehya al-Sinwar"): "a Y that begins a name is dropped before e only",
    ("Najib Razak", "Najib Abdul Razak"): "Abdul belongs to the name everywhere but in Malay",
    ("Sviatlana Tsikhanouskaya", "Svetlana Tikhanovskaya"): "the forms of two languages, not two spellings",
    ("Zhou Enlai", "Chou En-lai"): "Wade-Giles is not read",
    ("Mao Zedong", "Mao Tse-tung"): "Wade-Giles is not read",
    ("Yoon Suk-yeol", "Yoon Seok-youl"): "Korean vowels are not read",
    ("Klaus Iohannis", "Klaus Johannis"): "i for j is one name's spelling",
    ("Marion Maréchal", "Marion Maréchal-Le Pen"): "a hyphen before a particle is not taken for a double name",
    ("Laurent-Désiré Kabila", "Laurent Kabila"): "Jean-Luc is not Jean",
    ("John Adams", "John Quincy Adams"): "a middle name left out tells nobody that there were two",
    ("P.W. Botha", "Pik Botha"): "the first initial fits",
    ("Martin Luther", "Martin Luther King Jr."): "Luther can be a family name, and further ones can be left out",
    ("Mr. Clinton", "Hillary Clinton"): "the gender of given names is not known here",
    ("M. Dupont", "Mme Dupont"): "M. is an initial",
    ("Ortwin Falk", "Ortwin Falck"): "Ortwin is not among the listed given names",
    ("Mette Frederiksen", "Mette Fredriksen"): "said to be different: they do not sound alike by rule",
    ("Jon Varley", "John Varley"): "said to be different: no short form",
    ("Jack Varley", "James Varley"): "said to be different: no usual short form",
    ("Lisa Varley", "Liza Varley"): "said to be different: two given names",
}


def test_the_table_is_large_and_has_every_verdict() -> None:
    assert len(PAIRS) == len({(pair.one, pair.two) for pair in PAIRS}) >= 300
    assert all(sum(pair.verdict is verdict for pair in PAIRS) >= 30 for verdict in Verdict)
    assert len({pair.culture for pair in PAIRS}) >= 20


def test_same_is_said_rarely_wrongly_and_seldom_missed() -> None:
    said = [pair for pair in PAIRS if compare(pair.one, pair.two).verdict is Verdict.SAME]
    right = [pair for pair in said if pair.verdict is Verdict.SAME]
    assert len(right) / len(said) >= 0.99
    assert len(right) / sum(pair.verdict is Verdict.SAME for pair in PAIRS) >= 0.95


@pytest.mark.parametrize("culture", sorted({pair.culture for pair in PAIRS}))
def test_pairs_of_a_culture(culture: str) -> None:
    pairs = [p for p in PAIRS if p.culture == culture and (p.one, p.two) not in KNOWN_FAILURES]
    wrong = [
        f"{pair.one} | {pair.two}: {found.verdict}, not {pair.verdict} ({pair.why}): {found.rule}"
        for pair in pairs
        if (found := compare(pair.one, pair.two)).verdict is not pair.verdict
    ]
    assert pairs
    assert wrong == []


@pytest.mark.parametrize("names", KNOWN_FAILURES)
def test_a_known_failure_still_fails(names: tuple[str, str]) -> None:
    assert compare(*names).verdict is not next(p.verdict for p in PAIRS if (p.one, p.two) == names)


def test_the_order_in_which_two_names_are_given_changes_nothing() -> None:
    turned = [p for p in PAIRS if compare(p.one, p.two).verdict is not compare(p.two, p.one).verdict]
    assert turned == []


def test_a_verdict_of_same_says_by_which_rule_and_how_surely() -> None:
    found = [compare(pair.one, pair.two) for pair in PAIRS]
    same = [each for each in found if each.verdict is Verdict.SAME]
    assert all(each.rule and each.detail and 0.6 <= each.score <= 1 for each in same)
    assert {each.rule for each in same} >= {"full name", "the same names in another order", "name and number"}
