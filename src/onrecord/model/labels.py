"""The labels of both heads, by number."""

from __future__ import annotations

OUT = 0
B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(1, 7)
TAGS = 7
"""Labels of head one: what a wordpiece is, whichever relation it belongs to."""
ROLE_SOURCE, ROLE_CONTENT = 1, 2
LINKS = 3
"""Labels of head two: outside, source or content of one given cue."""
