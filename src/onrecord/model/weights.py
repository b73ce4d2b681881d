"""The weights on disk: a folder with two graphs, a tokenizer and a manifest that states the digest of each.

Weights are read only as ONNX and JSON, never as pickles, and only if their digests are those of the manifest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError
from onrecord.model.decode import Choices

PACKAGED = Path(__file__).parent.parent / "models"
MANIFEST, ENCODER, LINK, TOKENIZER = "manifest.json", "encoder.onnx", "link.onnx", "tokenizer.json"
FORMAT = 1
_ANEW = "install onrecord anew, or name the folder that `onrecord train` wrote"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of weights says of itself: the SHA-256 of each file, and how to read its scores."""

    digests: dict[str, str]
    choices: Choices
    about: dict[str, Any]


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; ModelError where there is none or where it is of another format."""
    path = folder / MANIFEST
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["format"] != FORMAT:
            raise ModelError(f"{path}: format {fields['format']}, this version reads {FORMAT}: {_ANEW}")
        return Manifest(dict(fields["sha256"]), Choices(**fields["choices"]), dict(fields["about"]))
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


def write_manifest(folder: Path, choices: Choices, about: dict[str, Any]) -> None:
    """State the digests of the folder's files as they are now."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (ENCODER, LINK, TOKENIZER)}
    settings = {name: getattr(choices, name) for name in Choices.__dataclass_fields__}
    fields = {"format": FORMAT, "sha256": digests, "choices": settings, "about": about}
    (folder / MANIFEST).write_text(json.dumps(fields, indent=2) + "\n", encoding="utf-8")
