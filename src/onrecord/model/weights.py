"""The weights on disk: a folder with two graphs, a tokenizer and a manifest that states the digest of each.

Weights are read only as ONNX and JSON, never as pickles, and only if their digests are those of the manifest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError
from onrecord.model.decode import Choices
from onrecord.model.parsing import Inventory

PACKAGED = Path(__file__).parent.parent / "models"
MANIFEST, ENCODER, LINK, TOKENIZER = "manifest.json", "encoder.onnx", "link.onnx", "tokenizer.json"
WORDS, RELATIONS = "words.onnx", "relations.onnx"
"""The two graphs that read words; weights may come without."""
FORMAT = 1
_ANEW = "install onrecord anew, or name the folder that `onrecord train` wrote"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of weights says of itself: the SHA-256 of each file, and how to read its scores.

    `inventory` names what the graphs for words score, None where there are none.
    """

    digests: dict[str, str]
    choices: Choices
    about: dict[str, Any]
    inventory: Inventory | None = None


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; ModelError where there is none or where it is of another format."""
    path = folder / MANIFEST
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["format"] != FORMAT:
            raise ModelError(f"{path}: format {fields['format']}, this version reads {FORMAT}: {_ANEW}")
        words = fields.get("words")
        inventory = Inventory(**{name: tuple(of) for name, of in words.items()}) if words is not None else None
        return Manifest(dict(fields["sha256"]), Choices(**fields["choices"]), dict(fields["about"]), inventory)
    except FileNotFoundError as error:
        raise ModelError(f"{folder}: no weights here: {_ANEW}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path}: cannot be read ({error}): {_ANEW}") from error


def read_checked(folder: Path, name: str, manifest: Manifest) -> bytes:
    """Read one file of the folder; ModelError where it is missing or is not the one that the manifest
    names.
    """
    try:
        raw = (folder / name).read_bytes()
    except FileNotFoundError as error:
        raise ModelError(f"{folder / name}: missing: {_ANEW}") from error
    if hashlib.sha256(raw).hexdigest() != manifest.digests.get(name):
        raise ModelError(f"{folder / name}: not the file that {MANIFEST} names (its digest differs): {_ANEW}")
    return raw


def write_manifest(folder: Path, choices: Choices, about: dict[str, Any], inventory: Inventory | None = None) -> None:
    """State the digests of the folder's files as they are now."""
    names = (ENCODER, LINK, TOKENIZER, *((WORDS, RELATIONS) if inventory is not None else ()))
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    fields: dict[str, Any] = {"format": FORMAT, "sha256": digests, "choices": asdict(choices)}
    if inventory is not None:
        fields["words"] = asdict(inventory)
    text = json.dumps({**fields, "about": about}, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
