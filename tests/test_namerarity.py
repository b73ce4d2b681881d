"""Which names many people bear."""

from __future__ import annotations

import pytest

from onrecord.namerarity import Rarity, rarity


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("John Smith", Rarity.COMMON),
        ("Sen. John R. Smith Jr.", Rarity.COMMON),
        ("Ali Hassan", Rarity.COMMON),
        ("María López", Rarity.COMMON),
        ("Wang Wei", Rarity.COMMON),
        ("Kwame Mensah", Rarity.COMMON),
        ("Giorgi Beridze", Rarity.COMMON),
        ("Zoltán Németh", Rarity.COMMON),
        ("Siti Aminah", Rarity.COMMON),
        ("Odalys Smith", Rarity.CURRENT),
        ("Odalys Brandtveit", Rarity.RARE),
        ("John Brandtveit", Rarity.CURRENT),
        ("John Brandtveit-Orvolk", Rarity.RARE),
        ("Tangmere", Rarity.COMMON),
    ],
)
def test_how_much_a_name_proves(name: str, expected: Rarity) -> None:
    assert rarity(name) is expected
