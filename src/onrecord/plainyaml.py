"""The small part of YAML that curated files are written in: maps, lists and strings, nothing else.

Every scalar is a string, so that `2020-05`, `2020-05-07` and `No` are what they look like. Tags, anchors,
aliases, nulls and keys given twice are refused. It does not know what a record is (see `curated`) and does
not touch the disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from onrecord.errors import RegistryError

Value = str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
"""Where a value stands: the keys and list numbers that lead to it, as pydantic writes them."""

_LOADER: type[yaml.BaseLoader] | type[yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The same in C where PyYAML was built with it: ten times as fast."""

DEEPEST = 20
_FOLDED = re.compile("[\r\x85\u2028\u2029]")
_NULLS = {"", "~", "null", "Null", "NULL"}


class PlainYamlError(RegistryError):
    """The text is not plain YAML: on which line (from 1, None if unknown), what is wrong, and what to do."""

    def __init__(self, line: int | None, what: str, fix: str) -> None:
        """Keep the three parts, and say them in one message."""
        super().__init__(f"line {line}: {what}; {fix}" if line else f"{what}; {fix}")
        self.line, self.what, self.fix = line, what, fix


@dataclass(frozen=True, slots=True)
class Located:
    """A value and the line (from 1) that each of its parts starts on."""

    value: Value
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """Return the line of `path`, or of the nearest thing around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def parse(text: str, *, nulls: bool = False) -> Located:
    """Read one document. Raises PlainYamlError where it is broken or uses more of YAML than is read here.

    With `nulls`, for files of others, a value that is not given is read as an empty text, else it is refused.
    """
    try:
        _refuse_extras(text)
        node = yaml.compose(text, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "a character is not allowed"
        line = mark.line + 1 if mark else None
        raise PlainYamlError(
            line, f"not valid YAML ({what})", "correct it; quote text that holds ': ' or ' #'"
        ) from error
    if node is None:
        raise PlainYamlError(None, "the file is empty", "write the record, or remove the file")
    lines: dict[Path, int] = {}
    return Located(_plain(node, (), lines, nulls), lines)


def emit(value: Value) -> str:
    """Write a value as YAML, always the same bytes for the same value; `parse` gives the value back."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=2**31)


class _Dumper(yaml.SafeDumper):
    """SafeDumper, with list items indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    """Write a text that has line ends which YAML would read as spaces with these spelled out."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _FOLDED.search(value) else None)


_Dumper.add_representer(str, _text)


def _refuse_extras(text: str) -> None:
    # Events are read one by one, so a bomb of aliases or brackets is refused before it is built.
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise PlainYamlError(
                line, "an anchor (&) or alias (*)", "write the value out, or quote text that starts so"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise PlainYamlError(line, f"a tag ({tag})", "remove it, or quote text that starts with !")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise PlainYamlError(line, f"nested deeper than {DEEPEST} levels", "write a record as the README shows it")


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], nulls: bool) -> Value:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, nulls)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, number), lines, nulls) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS:
        if nulls:
            return ""
        line = node.start_mark.line + 1
        raise PlainYamlError(line, "no value is given", "leave the field out where it is unknown")
    return str(node.value)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int], nulls: bool) -> Value:
    found: dict[str, Value] = {}
    for key, item in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PlainYamlError(line, "a key that is not a word", "write `key: value`")
        if key.value in found:
            raise PlainYamlError(line, f"the key {key.value!r} is given twice", "keep one of the two")
        found[key.value] = _plain(item, (*path, key.value), lines, nulls)
        lines[*path, key.value] = line
    return found
