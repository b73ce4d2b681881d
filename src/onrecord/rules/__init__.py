"""The first detector: rules over spaCy's parse, behind the interface of `onrecord.tagger`."""
