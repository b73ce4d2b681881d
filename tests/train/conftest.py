from __future__ import annotations

from importlib.util import find_spec

WITH_TORCH = ["test_checkpoints.py", "test_data.py", "test_fit.py", "test_measure.py", "test_words.py"]
collect_ignore = [] if find_spec("torch") else WITH_TORCH
"""Whoever does not train has no torch (it comes with the extra `train`)."""
