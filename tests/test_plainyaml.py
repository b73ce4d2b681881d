"""Plain YAML: what is read, what is refused, and that writing gives the same value back."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord import plainyaml
from onrecord.plainyaml import DEEPEST, PlainYamlError, Value, emit, parse

printable = st.text(st.characters(exclude_categories=("Cs", "Cc")))
values: st.SearchStrategy[Value] = st.recursive(
    printable.filter(bool),
    lambda inner: st.lists(inner, min_size=1) | st.dictionaries(printable.filter(bool), inner, min_size=1),
    max_leaves=8,
)


@pytest.mark.parametrize("written", ["2020", "2020-05", "2020-05-07", "No", "yes", "007", "1e3", "0x1F"])
def test_a_value_is_the_text_that_is_written(written: str) -> None:
    assert parse(f"a: {written}").value == {"a": written}


def test_lines_are_known_for_every_part() -> None:
    located = parse("name: Ada Quill\nroles:\n  - title: mayor\n    start: 2020\n")
    assert located.line(("name",)) == 1
    assert located.line(("roles", 0, "start")) == 4


def test_a_missing_part_has_the_line_of_what_it_is_missing_from() -> None:
    assert parse("roles:\n  - title: mayor\n").line(("roles", 0, "start")) == 2


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: &x one\nb: *x", 1, "anchor"),
        ("a: 1\nb: !!python/name:os.system x", 2, "tag"),
        ("a: !!int 3", 1, "tag"),
        ("a: one\nb: two\na: three", 3, "given twice"),
        ("a:\nb: two", 1, "no value"),
        ("a: null", 1, "no value"),
        ("? [x]\n: y", 1, "not a word"),
        ("a: one\nb: two: three", 2, "not valid YAML"),
        ("a: one\n---\na: two", 2, "not valid YAML"),
        ("a: \x00", None, "not valid YAML"),
        ("", None, "empty"),
        ("[" * 100_000, 1, "nested deeper"),
    ],
)
def test_more_of_yaml_is_refused_with_its_line(text: str, line: int | None, what: str) -> None:
    with pytest.raises(PlainYamlError, match=what) as caught:
        parse(text)
    assert caught.value.line == line


def test_nesting_up_to_the_limit_is_read() -> None:
    assert parse("[" * DEEPEST + "x" + "]" * DEEPEST).value
    with pytest.raises(PlainYamlError, match="nested deeper"):
        parse("[" * (DEEPEST + 1) + "x" + "]" * (DEEPEST + 1))


def test_quoted_text_that_looks_like_nothing_is_text() -> None:
    assert parse("a: 'null'").value == {"a": "null"}


@given(values)
def test_what_is_written_is_read_back(value: Value) -> None:
    assert parse(emit(value)).value == value


@pytest.mark.parametrize("line_end", "\r\x85\u2028\u2029")
def test_no_line_end_becomes_a_space(line_end: str) -> None:
    assert parse(emit({"a": f"b{line_end}c"})).value == {"a": f"b{line_end}c"}


def test_a_long_value_stays_on_its_line() -> None:
    assert emit({"a": "word " * 80 + "end"}).count("\n") == 1


@pytest.mark.parametrize("nulls", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "a: b\nc:\n  - d\n  - 'e': \"\"\n",
        "a: ''\nb: |\n  two\n  lines\n",
        "a:\nb: c\n",
        "a: ~\n",
        "a: &x b\nc: *x\n",
        "a: !!str b\n",
        "a: b\na: c\n",
        "a: 'b\n",
        "a: [" + "[" * 30,
        "\t- a\n",
        "a: \x07\n",
        "",
    ],
)
def test_with_and_without_the_library_in_c_it_is_the_same(
    text: str, nulls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outcome() -> object:
        try:
            found = parse(text, nulls=nulls)
        except PlainYamlError as error:
            return type(error)
        return found.value, found.lines

    fast = outcome()
    monkeypatch.setattr(plainyaml, "_LOADER", yaml.BaseLoader)
    assert fast == outcome()


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(PlainYamlError):
        parse("a: \ud800\n")


def test_values_of_others_may_be_missing() -> None:
    assert parse("a:\nb: ~\nc: ''\n", nulls=True).value == {"a": "", "b": "", "c": ""}
