"""What can go wrong, in few kinds. Every message says what happened, where, and what to do about it."""


class OnrecordError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(OnrecordError):
    """An article, a gold file or a draft cannot be read as it is."""


class RegistryError(OnrecordError):
    """A curated record (registry/*.yml) breaks the data dictionary."""


class StoreError(OnrecordError):
    """The database cannot be opened, is of another version, or refuses a change."""


class NotOnRecordError(StoreError):
    """Nothing in the database has the id that was given."""


class UnavailableError(StoreError):
    """The database does not answer, or not now: locked, lost, full, closed."""


class TooSlowError(StoreError):
    """A look-up was broken off, for it would have taken longer than whoever opened the store is willing to wait."""


class JudgementError(StoreError):
    """A judgement would contradict one that stands, or change nothing."""


class ModelError(OnrecordError):
    """The language model is missing or is not the one that this version was built for."""


class OnrecordWarning(UserWarning):
    """Something was read, but not all of it meant what it should."""
