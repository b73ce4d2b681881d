"""The schema's revisions, oldest first; a released one is never edited."""
