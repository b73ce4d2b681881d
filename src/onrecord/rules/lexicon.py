"""The words that report: which verbs and nouns are cues, and in which frame.

A verb is listed for a frame where it reports more often than not in it: `say` with a clause, `urge` with an
infinitive, `accuse` with an object. The choice was made by counting, per lemma and frame, how often the verb is a
cue in a training corpus of annotated news; the lists themselves are ours.
"""

from __future__ import annotations

from onrecord.cues import SPEECH

FINDINGS = frozenset(
    """show find demonstrate determine establish detail document conclude suggest indicate reveal say state read
    note report estimate project""".split()
)
"""What a poll, a report or a filing does; by a person, `find` and `show` are mostly no reports."""

ATTITUDE = frozenset(
    "believe think fear worry hope wonder suspect feel expect doubt assume consider recognize recognise".split()
)
"""Take a clause: somebody's thought as the article knows it."""

QUOTE_CUES = (SPEECH - frozenset("hold read rule show".split())) | frozenset(
    """call describe begin open go think ask put laugh smile sigh offer start finish end sing urge order beg pray
    demand conclude declare tell criticize blast slam mock denounce praise dismiss deride sum tweet write read
    rule agree wonder command instruct advise reason recite quote repeat beam gush tease counsel
    grin shrug enthuse""".split()
)
"""May stand beside a quotation in marks."""

INVERTED = QUOTE_CUES - frozenset(
    "call describe put criticize blast slam mock denounce praise dismiss deride sum".split()
)
"""May stand right after the closing mark, before the speaker: `said X`."""

INFINITIVE = frozenset(
    """urge promise vow pledge threaten ask tell order call refuse decline demand agree advise instruct swear offer
    request beg encourage warn propose claim seek want hope plan expect command forbid implore invite
    recommend persuade""".split()
)
"""Take `to` and an infinitive."""

THEIR_OWN = frozenset(
    "promise vow pledge threaten refuse agree swear offer propose claim seek want hope plan expect".split()
)

OBJECT = frozenset(
    """accuse criticize criticise condemn denounce blame praise reject oppose endorse describe blast slam mock decry
    dismiss cite tout call welcome lament applaud deny demand mention defend acknowledge announce propose predict
    assail deride lambaste question express support portray reiterate stress emphasize hail liken rebuke
    thank rebut label recall note explain declare list attack back urge suggest reveal voice chide bemoan warn
    credit congratulate echo underscore highlight promise repeat report""".split()
)
"""Take an object: a judgement, a demand, something announced."""

PREPOSITIONAL: dict[str, frozenset[str]] = {
    "call": frozenset({"for", "on"}),
    "warn": frozenset({"of", "against", "about"}),
    "point": frozenset({"to", "out"}),
    "refer": frozenset({"to"}),
    "talk": frozenset({"about"}),
    "speak": frozenset({"about", "of"}),
    "complain": frozenset({"about", "of"}),
    "apologize": frozenset({"for"}),
    "push": frozenset({"for"}),
    "advocate": frozenset({"for"}),
    "rail": frozenset({"against"}),
    "boast": frozenset({"of", "about"}),
    "hint": frozenset({"at"}),
    "allude": frozenset({"to"}),
    "ask": frozenset({"about", "for"}),
    "vouch": frozenset({"for"}),
    "disagree": frozenset({"with"}),
    "joke": frozenset({"about"}),
    "brag": frozenset({"about"}),
    "worry": frozenset({"about"}),
    "agree": frozenset({"with"}),
    "comment": frozenset({"on"}),
    "argue": frozenset({"for", "against"}),
    "object": frozenset({"to"}),
}

DOCUMENTS = frozenset(
    """report statement survey poll study document filing complaint indictment letter memo email lawsuit affidavit
    ruling transcript article story column editorial post tweet message book data record figure analysis audit
    review paper release notice order suit petition resolution communique dossier note text finding result census
    average estimate research census review brief""".split()
)
