"""Stored quotations against their articles again: what drifted.

A package and no module `verify`: `onrecord.verify` is the function that users call, and a module of that name would
take its place as soon as anybody imported it.
"""

from onrecord.verifying.copies import By, Copy
from onrecord.verifying.drift import State, Verified
from onrecord.verifying.run import verify

__all__ = ["By", "Copy", "State", "Verified", "verify"]
