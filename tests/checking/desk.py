"""A record of invented articles, and claims against it."""

from __future__ import annotations

from datetime import date

from factory import Said, extraction
from onrecord.types import Article, Extraction, Kind, SpeakerType

MAYOR, RIVAL = "Odalys Brandtveit", "Ulf Tangmere"

PORT = Article(
    "port",
    "“We will not sell the port before the vote,” said Odalys Brandtveit, the mayor. “It is ours.”\n\n"
    "She looked at the boats. Nobody spoke for a while. “Ask the captains,” she said, “and then ask their wives.”\n\n"
    "Ulf Tangmere called the vote “a costly opinion poll” and said that he would resign if it found against him. "
    "He denied that he had sold a boat. A clerk said: “The papers are signed.”\n",
    title="Port stays “for ever”",
    outlet="The Fjord Post",
    published=date(2021, 3, 4),
)
COPY = Article(
    "copy",
    "“We will not sell the port before the vote,” Odalys Brandtveit told the Fjord Post. “Is the port safe? I do not "
    "think that it is safe.”",
    outlet="Tang Times",
    published=date(2021, 3, 5),
)


def port() -> Extraction:
    return extraction(
        PORT,
        Said("“We will not sell the port before the vote,”", MAYOR, role="mayor", cue="said", source=MAYOR),
        Said("“It is ours.”", MAYOR),
        Said("“Ask the captains,”", MAYOR, cue="she said"),
        Said("“and then ask their wives.”", MAYOR),
        Said("“a costly opinion poll”", RIVAL, kind=Kind.MIXED, cue="called", source=RIVAL),
        Said("that he would resign if it found against him", RIVAL, kind=Kind.INDIRECT, cue="said", source="he"),
        Said("that he had sold a boat", RIVAL, kind=Kind.INDIRECT, cue="denied", source="He"),
        Said("“The papers are signed.”", "clerk", SpeakerType.ANONYMOUS, source="A clerk"),
    )


def copy() -> Extraction:
    return extraction(
        COPY,
        Said("“We will not sell the port before the vote,”", MAYOR, cue="told", source=MAYOR),
        Said("“Is the port safe? I do not think that it is safe.”", MAYOR),
    )
