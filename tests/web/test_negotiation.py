"""Which format a request wants, as RFC 9110 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.api.negotiation import chosen

OFFERS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "ld": "application/ld+json",
    "anno": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
}


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=UTF-8", "csv"),
        ("text/*", "csv"),
        ("text/html, */*;q=0.1", "json"),
        ("text/csv;q=0.5, application/json", "json"),
        ("application/json;q=0.5, text/csv;q=0.9", "csv"),
        ("*/*, application/json;q=0", "csv"),
        ("application/ld+json", "ld"),
        ('application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "anno"),
        ('application/ld+json;q=0.9, application/ld+json;profile="http://www.w3.org/ns/anno.jsonld";q=1', "anno"),
        ('application/ld+json; profile="a, b; c"', None),
        ("application/*;q=0.1, text/csv;q=0.2", "csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=nan", None),
        ("nonsense", None),
    ],
)
def test_the_most_wanted_of_what_is_offered(accept: str, name: str | None) -> None:
    assert chosen(accept, OFFERS) == name


@given(st.text(alphabet='*/;=,q.01 "\\abctextjson', max_size=60))
def test_any_header_is_answered(accept: str) -> None:
    assert chosen(accept, OFFERS) in {None, *OFFERS}
