"""Who "he" and "the Iraqi lawmaker" are in one article, and the role stated there."""

from onrecord.mentions.attribution import attribute

__all__ = ["attribute"]
