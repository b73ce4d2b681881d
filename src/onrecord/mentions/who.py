"""Who a source stands for: names first, then pronouns and descriptions in the order of the text.

A person is named only where one candidate remains; else the answer is nobody, with the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from onrecord.mentions.answers import Answer, Entity
from onrecord.mentions.called import name_in_passing
from onrecord.mentions.cast import Cast
from onrecord.mentions.epithets import epithet, forward
from onrecord.mentions.headlines import Echoes, below
from onrecord.mentions.met import Met
from onrecord.mentions.naming import Naming
from onrecord.mentions.nouns import ANONYMOUS, FAMILY, FEMALE_NOUNS, MALE_NOUNS, NOT_ROLES, known_person, singular
from onrecord.mentions.people import Person
from onrecord.mentions.phrase import Phrase, read_phrase, undetermined
from onrecord.mentions.places import DEMONYM
from onrecord.mentions.pronouns import Pronoun, named_before, pick, salient
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import Stated
from onrecord.mentions.sources import AUTHOR, HE_SHE, THEY, Shape, Source, description, listed, owner, read_source
from onrecord.mentions.spoken import Speeches, Spoken
from onrecord.types import Quotation, Reason, Span, SpeakerType


class Resolver:
    """Resolves the sources of one article, in the order of the text."""

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        quotations: Sequence[Quotation],
        rivals: Mapping[int, tuple[str, ...]],
    ) -> None:
        """Read the source phrases of `quotations`; `rivals` are those whom a name that ends there fits alike."""
        self.rivals = rivals
        self.reading = reading
        self.cast = cast
        self.quotations = quotations
        self.sources = [self._source(quotation) for quotation in quotations]
        self._mark_complements()
        self.answers: list[Answer | None] = [None] * len(quotations)
        self.met = Met()
        self.spoken = Speeches()
        self.echoes = Echoes(reading, quotations)
        self._by_source: dict[Span, int] = {}

    def _source(self, quotation: Quotation) -> Source | None:
        if not quotation.source:
            return None
        start = quotation.source[0].start
        end = quotation.source[0].end
        return read_source(self.reading, self.cast, start, end)

    def _mark_complements(self) -> None:
        for source in self.sources:
            if source is not None and source.shape is Shape.DESCRIPTION:
                for naming, _ in self.cast.named_at(source.span.start, source.span.end):
                    naming.complement = True

    def solve(self) -> list[Answer]:
        """Return the answers, one a quotation."""
        for number, source in enumerate(self.sources):
            if source is not None and source.shape in (Shape.NAME, Shape.NAMES):
                self._settle(number, self._named(source))
        order = [n for n, source in enumerate(self.sources) if source is not None]
        late = {n for n in order if self._heads_article(n)}
        for number in sorted(order, key=lambda n: (n in late, self._place(n), n)):
            if self.answers[number] is None:
                self._settle(number, self._from_below(number) if number in late else self._unnamed(number))
        for number in range(len(self.quotations)):
            if self.answers[number] is None:
                self._settle(number, self._sourceless(number))
        answers = [answer if answer is not None else Answer(None, SpeakerType.AUTHOR) for answer in self.answers]
        wanting = {a.person for a in answers if a.person is not None and not _has_post(a.person)}
        if wanting:
            name_in_passing(self.reading, self.cast, self.spoken, wanting)
        return answers

    def _heads_article(self, number: int) -> bool:
        """Whether a description stands in a headline or before a headline's colon, where the body must explain it."""
        source, quotation = self.sources[number], self.quotations[number]
        if source is None or source.shape is not Shape.DESCRIPTION:
            return False
        colon = bool(quotation.cue) and quotation.cue[0].of(self.reading.text).strip() == ":"
        return quotation.heading or colon or self.reading.in_headline(source.span.start)

    def _from_below(self, number: int) -> Answer:
        """Resolve a headline's description by the speakers of the body, where one alone fits."""
        source = self.sources[number]
        if source is None or source.type is not SpeakerType.ANONYMOUS or source.phrase.plural:
            return self._unnamed(number)
        return below(source, self.cast, self.spoken, self.met) or self._unnamed(number)

    def _place(self, number: int) -> int:
        """Return where a quotation's source stands, or its content where it has none."""
        quotation = self.quotations[number]
        spans = quotation.source or quotation.cue or quotation.content
        return spans[0].start if spans else 0

    def _settle(self, number: int, answer: Answer) -> None:
        self.answers[number] = answer
        quotation = self.quotations[number]
        if quotation.source and answer.person is not None:
            end = max(span.end for span in (*quotation.source, *quotation.content, *quotation.cue))
            self.spoken.add(Spoken(answer.person, self._place(number), end, quotation.inside is not None))
        if answer.entity is not None and answer.entity not in self.met:
            answer.entity.inside = quotation.inside
            self.met.add(answer.entity)
        for span in quotation.source[:1]:
            self._by_source[span] = min(number, self._by_source.get(span, number))

    def _named(self, source: Source) -> Answer:
        if source.shape is Shape.NAMES:
            name = listed(source.named)
            reason = Reason("names", f"the source names {name}", (source.span,))
            entity = Entity(name, SpeakerType.GROUP, read_phrase("they"), source.span.start, True)
            return Answer(name, SpeakerType.GROUP, None, 0.9, (), [reason], entity)
        naming, person = source.named[0]
        first = person.namings[0]
        span = Span(naming.start, naming.end)
        if naming.text == person.name:
            reason = Reason("full name", f"the source names {person.name!r}", (span,))
            return Answer(person.name, SpeakerType.PERSON, person, 0.98, (), [reason])
        full = next((n for n in person.namings if n.text == person.name), None)
        if full is None and person.figure is not None:
            detail = f"{naming.text!r} is short for {person.name!r}, who is well known: the article has no full name"
            reason = Reason("known figure", detail, (span,), 0.9)
            return Answer(person.name, SpeakerType.PERSON, person, 0.9, (), [reason])
        full = full or first
        detail = f"{naming.text!r} is short for {person.name!r}, named at {full.start}"
        reason = Reason("short name", detail, (span, Span(full.start, full.end)), 0.95)
        return Answer(person.name, SpeakerType.PERSON, person, 0.95, (), [reason])

    def _unnamed(self, number: int) -> Answer:
        source = self.sources[number]
        if source is None:
            return self._sourceless(number)
        same = self._by_source.get(self.quotations[number].source[0])
        if same is not None and (answer := self.answers[same]) is not None:
            return answer
        if source.shape is Shape.PRONOUN:
            return self._pronoun(number, source)
        if source.shape is Shape.RELATIVE:
            return self._relative(number, source)
        if source.shape is Shape.EMPTY:
            return Answer(None, SpeakerType.AUTHOR, None, 0.5)
        return self._described(number, source)

    # -- pronouns -----------------------------------------------------------------------------------------------

    def _pronoun(self, number: int, source: Source) -> Answer:
        word = source.word
        if word in AUTHOR:
            return self._first_person(number, source)
        if word not in HE_SHE:
            return self._thing(number, source, plural=word in THEY)
        gender = HE_SHE[word]
        anonymous = self._anonymous_before(number, gender)
        ranked = salient(self.reading, self.cast, self.spoken, self._as_pronoun(number, source, gender))
        chosen = pick(ranked)
        seen = self._last_seen(chosen.person, source.span.start) if chosen is not None else -1
        if anonymous is not None and anonymous.start > seen:
            reason = Reason("pronoun", f"{source.text!r} goes on from {anonymous.name!r}", (source.span,), 0.7)
            return Answer(anonymous.name, SpeakerType.ANONYMOUS, None, 0.7, (), [reason], anonymous)
        if chosen is None:
            names = tuple(one.person.name for one in ranked[:4])
            may = f"{source.text!r} may be {' or '.join(names)}" if names else f"{source.text!r} is nobody named near"
            reason = Reason("pronoun", may, (source.span,), 0.0)
            return Answer(None, SpeakerType.PERSON, None, 0.3, names, [reason])
        sure = round(chosen.share, 3)
        if chosen.person.gender is None:
            chosen.person.lean(gender, _LEARNED)
        reason = Reason("pronoun", f"{source.text!r} is {chosen.person.name!r}: {chosen.why}", (source.span,), sure)
        return Answer(chosen.person.name, SpeakerType.PERSON, chosen.person, sure, (), [reason])

    def _as_pronoun(self, number: int, source: Source, gender: str) -> Pronoun:
        quotation = self.quotations[number]
        end = quotation.cue[-1].end if quotation.cue else source.span.end
        return Pronoun(source.span.start, gender, quotation.content, end)

    def _last_seen(self, person: Person, offset: int) -> int:
        number = named_before(person, offset)
        return max(person.namings[number - 1].start if number else -1, self.spoken.last_by(person, offset))

    def _anonymous_before(self, number: int, gender: str) -> Entity | None:
        """Return the unnamed single source that spoke last before this one, within two paragraphs."""
        offset = self._place(number)
        since = self.reading.since(offset, paragraphs=2)
        near = takewhile(lambda entity: entity.last >= since, self.met.anonymous(offset))
        return next((entity for entity in near if _could_be(entity, gender)), None)

    def _first_person(self, number: int, source: Source) -> Answer:
        inside = self.quotations[number].inside
        around = inside if inside is not None else self._around(number, source.span.start)
        if around is not None and around != number and source.word not in ("you", "your", "one"):
            outer = self.answers[around]
            if outer is not None and outer.name is not None:
                reason = Reason(
                    "first person", f"{source.text!r} inside the words of {outer.name!r}", (source.span,), 0.85
                )
                return Answer(outer.name, outer.type, outer.person, 0.8, (), [reason], outer.entity)
        if source.type is SpeakerType.GROUP:
            return Answer(None, SpeakerType.GROUP, None, 0.5)
        reason = Reason("first person", f"{source.text!r} outside quotation marks is the author", (source.span,), 0.8)
        return Answer(None, SpeakerType.AUTHOR, None, 0.7, (), [reason])

    def _around(self, number: int, offset: int) -> int | None:
        others = [n for n in self.reading.quoted_in(offset) if n != number]
        return others[0] if others else None

    def _thing(self, number: int, source: Source, plural: bool) -> Answer:
        """Resolve "it" and "they" to the last organization, document or group that spoke."""
        offset = source.span.start
        wanted = (SpeakerType.GROUP, SpeakerType.ANONYMOUS, SpeakerType.ORGANIZATION)
        kinds = wanted if plural else (SpeakerType.DOCUMENT, SpeakerType.ORGANIZATION)
        entity = self.met.last_of(kinds, plural, offset, self.quotations[number].inside)
        if entity is None:
            return Answer(None, SpeakerType.GROUP if plural else SpeakerType.ORGANIZATION, None, 0.4)
        self.met.again(entity, offset)
        reason = Reason("pronoun", f"{source.text!r} is {entity.name!r}, which spoke before", (source.span,), 0.7)
        return Answer(entity.name, entity.type, None, 0.7, (), [reason], entity)

    def _relative(self, number: int, source: Source) -> Answer:
        """Resolve "who" and "which" to the noun phrase before it."""
        text = self.reading.text
        end = self.reading.edge(source.span.start, " ,—–-\n")
        for naming, person in self.cast.named_up_to(end - _LONGEST_ASIDE, end):
            if _ASIDE.fullmatch(text[naming.end : end]) and not _complement(self.reading, naming):
                reason = Reason("relative", f"{source.text!r} follows {person.name!r}", (source.span,), 0.9)
                return Answer(person.name, SpeakerType.PERSON, person, 0.85, (), [reason])
        start = self._phrase_before(end)
        if start is None:
            return Answer(None, SpeakerType.GROUP, None, 0.4)
        before = read_source(self.reading, self.cast, start, end)
        if before.shape in (Shape.NAME, Shape.NAMES):
            return self._named(before)
        return self._described(number, before) if before.shape is Shape.DESCRIPTION else Answer(None, before.type)

    def _phrase_before(self, end: int) -> int | None:
        """Return where the noun phrase that ends at `end` starts, by the parse."""
        token = self.reading.token(end - 1)
        if token is None:
            return None
        head = token
        while head.dep_ in ("pobj", "compound", "amod", "nmod", "poss", "prep", "conj") and head.head.idx < end:
            if head.head is head or head.head.pos_ in ("VERB", "AUX"):
                break
            head = head.head
        start = min(t.idx for t in head.subtree)
        return start if start < end else None

    # -- descriptions -------------------------------------------------------------------------------------------

    def _described(self, number: int, source: Source) -> Answer:
        phrase, kind = source.phrase, source.type
        if rivals := self.rivals.get(source.span.start + len(source.text)):
            reason = Reason("short name", f"{source.text!r} fits {len(rivals)} people", (source.span,), 0.0)
            return Answer(None, SpeakerType.PERSON, None, 0.3, rivals, [reason])
        if source.apposed:
            reason = Reason("apposition", f"{source.text!r} is {source.apposed!r}", (source.span,), 0.9)
            return self._entity_answer(source, source.apposed, SpeakerType.ORGANIZATION, reason, 0.9)
        if phrase.possessive in HE_SHE and (answer := self._owned(number, source)):
            return answer
        if kind is SpeakerType.ANONYMOUS and not phrase.plural and _personal(phrase):
            return self._one(number, source)
        name = description(self.reading, source.span, kind)
        if kind in (SpeakerType.DOCUMENT, SpeakerType.ORGANIZATION, SpeakerType.GROUP, SpeakerType.ANONYMOUS) and (
            phrase.definite or len(phrase.words) == 1
        ):
            earlier = self.met.same(phrase, kind, source.span.start)
            if earlier is not None:
                self.met.again(earlier, source.span.start)
                reason = Reason("same source", f"{source.text!r} is {earlier.name!r}", (source.span,), 0.8)
                return Answer(earlier.name, earlier.type, None, 0.8, (), [reason], earlier)
        reason = Reason("description", f"the source is described as {name!r}", (source.span,), 0.9)
        return self._entity_answer(source, name, kind, reason, 0.85)

    def _entity_answer(self, source: Source, name: str, kind: SpeakerType, reason: Reason, sure: float) -> Answer:
        phrase, start = source.phrase, source.span.start
        entity = Entity(name, kind, phrase, start, phrase.plural, source.span.end - 1)
        return Answer(name, kind, None, sure, (), [reason], entity)

    def _owned(self, number: int, source: Source) -> Answer | None:
        """Resolve "his office", "her lawyer": the owner's name takes the pronoun's place."""
        gender = HE_SHE[source.phrase.possessive or "his"]
        chosen = pick(salient(self.reading, self.cast, self.spoken, self._as_pronoun(number, source, gender)))
        if chosen is None or source.type is SpeakerType.AUTHOR:
            return None
        rest = description(self.reading, source.span, source.type).split(" ", 1)
        name = f"{chosen.person.name}'s {rest[1]}" if len(rest) > 1 else chosen.person.name
        sure = round(chosen.share, 3)
        detail = f"{source.text!r} is that of {chosen.person.name!r}: {chosen.why}"
        reason = Reason("possessive", detail, (source.span,), sure)
        return self._entity_answer(source, name, source.type, reason, 0.9 * sure)

    def _one(self, number: int, source: Source) -> Answer:
        """Resolve a description of one person: someone named, an unnamed source met before, or a new one."""
        phrase, start = source.phrase, source.span.start
        earlier = self.met.same(phrase, SpeakerType.ANONYMOUS, start)
        unnamed = bool({"unnamed", "anonymous", "one"} & set(phrase.words)) or phrase.head in ("source", "insider")
        if not phrase.indefinite and not unnamed:
            found = epithet(self.reading, self.cast, self.spoken, phrase, start, self.quotations[number].content)
            own_words = found.person is not None and found.person is self._speaks_around(number)
            if (
                found.person is not None
                and not own_words
                and not (earlier and (earlier.last > found.seen or not found.evidence))
            ):
                reason = Reason(
                    "epithet",
                    f"{source.text!r} is {found.person.name!r}: {found.why}",
                    (source.span, *found.evidence),
                    found.score,
                )
                self._stated_by(source, found.person)
                return Answer(found.person.name, SpeakerType.PERSON, found.person, found.score, (), [reason])
            if earlier is None and found.candidates:
                reason = Reason("epithet", f"{source.text!r} fits {len(found.candidates)} people", (source.span,), 0.0)
                return Answer(None, SpeakerType.PERSON, None, 0.3, found.candidates, [reason])
        if earlier is not None and not phrase.indefinite:
            self.met.again(earlier, start)
            reason = Reason("same source", f"{source.text!r} is {earlier.name!r}", (source.span,), 0.8)
            return Answer(earlier.name, SpeakerType.ANONYMOUS, None, 0.8, (), [reason], earlier)
        if not unnamed:
            ahead = forward(self.reading, self.spoken, phrase, start)
            if ahead is not None:
                reason = Reason(
                    "named later",
                    f"{source.text!r} is {ahead.person.name!r}: {ahead.why}",
                    (source.span, *ahead.evidence),
                    0.75,
                )
                self.cast.state(ahead.person, ahead.stated_by(self.reading, source.span))
                return Answer(ahead.person.name, SpeakerType.PERSON, ahead.person, 0.75, (), [reason])
        return self._nobody(source)

    def _speaks_around(self, number: int) -> Person | None:
        """Return who says the words in which a quotation stands: nobody calls himself "the priest"."""
        inside = self.quotations[number].inside
        outer = self.answers[inside] if inside is not None and 0 <= inside < len(self.answers) else None
        return outer.person if outer is not None else None

    def _stated_by(self, source: Source, person: Person) -> None:
        """Keep a description that stands for a person as the weakest of what the article states of that person."""
        if source.phrase.definite and known_person(source.phrase.head) and source.phrase.head not in NOT_ROLES:
            text = undetermined(source.text)
            person.state(Stated(text, source.span, source.phrase, 1, attached=False, passing=True))

    def _nobody(self, source: Source) -> Answer:
        phrase = source.phrase
        posts = phrase.definite and known_person(phrase.head) and phrase.head not in ANONYMOUS
        if posts and phrase.head not in FAMILY:
            reason = Reason("epithet", f"{source.text!r} fits nobody named", (source.span,), 0.0)
            return Answer(None, SpeakerType.PERSON, None, 0.3, (), [reason])
        name = description(self.reading, source.span, SpeakerType.ANONYMOUS)
        holder = owner(self.cast, source)
        detail = f"an unnamed source, described as {name!r}" + (f" of {holder.name!r}" if holder else "")
        reason = Reason("description", detail, (source.span,), 0.85)
        return self._entity_answer(source, name, SpeakerType.ANONYMOUS, reason, 0.85)

    # -- no source ----------------------------------------------------------------------------------------------

    def _sourceless(self, number: int) -> Answer:
        quotation = self.quotations[number]
        before = quotation.continues
        if before is not None and 0 <= before < len(self.answers) and before != number:
            earlier = self.answers[before] or (self._sourceless(before) if before < number else None)
            if earlier is not None:
                evidence = self.quotations[before].content[:1]
                reason = Reason("continued", "goes on from the quotation before it", evidence, 0.9)
                first = [each for each in earlier.reasons if each.rule != reason.rule]  # of a run, the head's
                return Answer(
                    earlier.name,
                    earlier.type,
                    earlier.person,
                    0.95 * earlier.confidence,
                    earlier.candidates,
                    [reason, *first],
                    earlier.entity,
                )
        if quotation.heading or not quotation.cue:
            following = self.echoes.below(number, self.answers)
            if following is not None:
                reason = Reason("heading", "its words return in a quotation below it", quotation.content[:1], 0.7)
                return Answer(following.name, following.type, following.person, 0.7, following.candidates, [reason])
            return Answer(None, SpeakerType.PERSON if not quotation.cue else SpeakerType.AUTHOR, None, 0.3)
        return Answer(None, SpeakerType.AUTHOR, None, 0.5)


def _has_post(person: Person) -> bool:
    """Whether the article states a post or a function of somebody beside the name."""
    return any(stated.weight > 1 and not stated.known for stated in person.distinct)


_LEARNED = 1.0
"""How much a resolved pronoun tells of the gender of somebody of whom nothing else tells it."""
_LONGEST_ASIDE = 59
_ASIDE = re.compile(r"(?:,? ?(?:\d{1,3}|(?:of|from|in) [A-Z][\w. ]*(?:, [A-Z][\w.]*)*|\([^)]*\)),?)*")


def _complement(reading: Reading, naming: Naming) -> bool:
    """Whether a name completes a noun for somebody else: "a longtime adviser to Varra, who declined"."""
    number = naming.first - 1
    if number < 1 or reading.words[number].low not in ("to", "of", "for", "by", "with"):
        return False
    return known_person(singular(reading.words[number - 1].low))


def _could_be(entity: Entity, gender: str) -> bool:
    """Whether "he" or "she" may take up an unnamed source."""
    if entity.type is not SpeakerType.ANONYMOUS or entity.plural or not _personal(entity.phrase):
        return False
    return entity.phrase.head not in (FEMALE_NOUNS if gender == "m" else MALE_NOUNS)


def _personal(phrase: Phrase) -> bool:
    """Whether a description is of one person: its noun is for one, or it gives an age or a nationality."""
    known = known_person(phrase.head) or phrase.head in FAMILY or phrase.head in DEMONYM
    return known or phrase.age is not None
