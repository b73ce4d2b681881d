"""The version of this package, without asking the installed metadata (which takes longer than a lookup)."""

__version__ = "0.1.0"

ENGINE = f"onrecord {__version__}"
"""What extracted a stored quotation; another engine version reads a stored article again."""
