"""What a cue tells of: something said, or only thought, wanted or done. Pure: it judges by the words of the cue.

Attribution corpora hold both: `she said that …` and `she wants to …`. A fact-checker looks for the first.
"""

from __future__ import annotations

from collections.abc import Iterable

SPEECH = frozenset(
    """acknowledge add admit advise affirm agree allege announce answer argue ask assert assure attest blog boast
    caution certify chant charge claim clarify comment complain concede conclude concur confirm contend continue
    counter cry declare decree demand deny disclose echo elaborate email emphasise emphasize enquire estimate
    exclaim explain forecast grumble guarantee highlight hint hold imply indicate inform inquire insist
    interject interrupt intimate joke lament maintain marvel mention murmur muse mutter note notify observe
    opine plead pledge point post predict proclaim profess project promise propose protest query quip read
    reaffirm recall recommend recount reiterate rejoin relate remark remind repeat reply report request respond
    retort retweet reveal rule say scoff shout signal snap speculate state stipulate stress suggest swear teach
    tell testify text theorise theorize tout tweet underline underscore urge venture volunteer vow warn whisper
    wonder write yell""".split()
)
"""Take a clause, a quotation, or both."""

ACTS = frozenset(
    """accuse condemn criticize criticise denounce praise blame call describe order beg appeal thank congratulate
    apologize apologise offer invite threaten dismiss reject defend endorse attack blast slam mock ridicule applaud
    hail welcome cite quote refer speak talk discuss address accord put go release issue publish name label dub
    characterize characterise portray compare liken rebuke rebut rail lash bash assail deride decry question
    challenge brief instruct command voice express find show statement warning criticism accusation allegation
    admission denial announcement complaint reply response suggestion assertion argument""".split()
)
"""Speech acts: the words are not given, but that something was said is. `accord` is that of `according to`."""

_NOT = frozenset("not n't n’t never no neither nor".split())
_SILENT = frozenset("decline refuse fail avoid stop".split())


def is_speech(lemmas: Iterable[str], *, in_marks: bool) -> bool:
    """Whether a cue, given by the lemmas of its words, tells that something was said.

    Of a cue that is not known (`wants`, `believes`, `plans`) the marks decide: `in_marks` says whether some of the
    words stand in quotation marks. What somebody did not say, or declined to, is no speech; a denial is.
    """
    words = {lemma.lower() for lemma in lemmas if lemma.strip()}
    if words & _SILENT or (words & _NOT and "deny" not in words):
        return False
    spelled = {w for w in words if any(c.isalpha() for c in w)}
    return in_marks or not spelled or bool(spelled & (SPEECH | ACTS))
