from __future__ import annotations

from spacy.language import Language

from onrecord import docwords

TEXT = "Snow fell. The keeper said it would melt.\n\nIt did."


def test_they_are_what_each_word_says_of_itself(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert docwords.starts(doc) == [token.idx for token in doc]
    assert docwords.ends(doc) == [token.idx + len(token) for token in doc]
    assert docwords.sentence_starts(doc) == [sentence[0].idx for sentence in doc.sents]
    assert [doc[n].text for n in docwords.verbs(doc)] == ["fell", "said", "would", "melt", "did"]


def test_no_words(nlp: Language) -> None:
    doc = nlp.make_doc("")
    assert docwords.starts(doc) == docwords.ends(doc) == docwords.verbs(doc) == docwords.sentence_starts(doc) == []
