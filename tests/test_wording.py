"""Two wordings compared: what was cut, what was changed, and what of it a reader must be told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.wording import AlarmKind, Comparison, Op, Place, Relation, compare_wordings

SAME, SHORTENED, ALTERED, UNRELATED = Relation.SAME, Relation.SHORTENED, Relation.ALTERED, Relation.UNRELATED

FERRY = "We will not sell the harbour to Tangmere Lines before the vote on 3 May."

UNCHANGED = [
    ("as it is", FERRY, FERRY),
    ("other quotation marks", '"We will mend the bridge."', "“We will mend the bridge.”"),
    ("no quotation marks", "“We will mend the bridge.”", "We will mend the bridge."),
    ("guillemets", "«We will mend the bridge»", "“We will mend the bridge”"),
    ("apostrophes", "We don't know", "We don’t know"),
    ("marks within", "“He called it ‘a disgrace’ twice.”", '"He called it "a disgrace" twice."'),
    ("dashes", "The ferry – our ferry – will sail", "The ferry—our ferry—will sail"),
    ("two hyphens", "The ferry -- our ferry -- will sail", "The ferry — our ferry — will sail"),
    ("hyphens", "a cease‑fire in the port", "a cease-fire in the port"),
    ("white space", "We  will\nmend\tthe bridge", "We will mend the\u00a0bridge"),
    ("first letter", "that is what we want", "That is what we want"),
    ("comma before the closing mark", "“We will mend the bridge,”", "“We will mend the bridge.”"),
    ("no full stop", "We will mend the bridge", "We will mend the bridge."),
    ("exclamation", "We will mend the bridge!", "We will mend the bridge."),
    ("dots at the end", "We will mend the bridge …", "We will mend the bridge."),
    ("dots at the start", "… we will mend the bridge", "We will mend the bridge"),
    ("interrupted by its cue", "“We will mend the bridge,” … “and we will paint it.”",
     "“We will mend the bridge, and we will paint it.”"),
    ("interrupted where no comma was", "“We will mend,” … “the bridge.”", "We will mend the bridge."),
    ("interrupted between sentences", "“We will mend it.” … “It is ours.”", "“We will mend it. It is ours.”"),
    ("interrupted instead of a full stop", "“We will leave,” … “We are done.”", "“We will leave. We are done.”"),
    ("letter in brackets", "“[T]he ferry is ours.”", "the ferry is ours"),
    ("three dots or one sign", "We will ... mend it", "We will … mend it"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), [case[1:] for case in UNCHANGED], ids=[case[0] for case in UNCHANGED])
def test_what_only_typesetting_changes_is_the_same(one: str, two: str) -> None:
    found = compare_wordings(one, two)
    assert (found.relation, found.alarms, found.similarity) == (SAME, (), 1.0)


NOT_THE_SAME = [
    ("dropped not", "We will not sell the harbour", "We will sell the harbour", {"negation"}),
    ("added not", "We will sell the harbour", "We will not sell the harbour", {"negation"}),
    ("contracted not", "We would sell the harbour to them", "We wouldn't sell the harbour to them", {"negation"}),
    ("can and cannot", "The city can pay for the bridge", "The city cannot pay for the bridge", {"negation"}),
    ("never", "I have never taken money from the port", "I have taken money from the port", {"negation"}),
    ("no", "There is no money for the bridge", "There is money for the bridge", {"negation"}),
    ("nobody", "Nobody in Fjordby wants the dam", "Everybody in Fjordby wants the dam", {"negation"}),
    ("without", "We will build it with the council", "We will build it without the council", {"negation"}),
    ("hardly", "The ferry has hardly made a profit", "The ferry has made a profit", {"negation"}),
    ("neither nor", "Neither the council nor the port will pay", "Both the council and the port will pay",
     {"negation"}),
    ("prefix", "It is likely that the bridge will open", "It is unlikely that the bridge will open", {"negation"}),
    ("illegal", "The sale of the port was legal", "The sale of the port was illegal", {"negation"}),
    ("digits", "We have lost 12 boats in the storm", "We have lost 21 boats in the storm", {"number"}),
    ("words for numbers", "We have lost twelve boats in the storm", "We have lost twenty boats in the storm",
     {"number"}),
    ("digit and word differ", "We have lost 12 boats in the storm", "We have lost twenty boats in the storm",
     {"number"}),
    ("percentage", "Fares will rise by 5 percent this time", "Fares will rise by 15 percent this time", {"number"}),
    ("percent to points", "Fares will rise by 5 percent this time", "Fares will rise by 5 dollars this time",
     {"number"}),
    ("million to billion", "The dam costs two million crowns", "The dam costs two billion crowns", {"number"}),
    ("decimal point", "The dam is 1.5 kilometres long", "The dam is 15 kilometres long", {"number"}),
    ("unit", "The dam is 15 kilometres long", "The dam is 15 miles long", {"number"}),
    ("number dropped", "The three captains were warned by us", "The captains were warned by us", {"number"}),
    ("name", "The order came from Brandtveit herself", "The order came from Tangmere herself", {"name"}),
    ("place", "The boats will stay in Fjordby for good", "The boats will stay in Zendle for good", {"name"}),
    ("name for a word", "The order came from the mayor that day", "The order came from Brandtveit that day", {"name"}),
    ("name first", "Brandtveit must leave the council", "Tangmere must leave the council", {"name"}),
    ("day", "The ferry sails on Monday at noon", "The ferry sails on Tuesday at noon", {"date"}),
    ("month", "The bridge opens in March at last", "The bridge opens in April at last", {"date"}),
    ("day of the month", "The bridge opens on 3 May at last", "The bridge opens on 13 May at last", {"date"}),
    ("year", "The bridge was closed in 2019 by us", "The bridge was closed in 2020 by us", {"date"}),
    ("tomorrow", "The bridge will be closed today by us", "The bridge will be closed tomorrow by us", {"date"}),
    ("may to must", "The captains may leave the port", "The captains must leave the port", {"modal"}),
    ("should to will", "The council should pay for the bridge", "The council will pay for the bridge", {"modal"}),
    ("could dropped", "The dam could break in spring", "The dam did break in spring", {"modal"}),
    ("only", "We will only sell the old ferry", "We will sell the old ferry", {"qualifier"}),
    ("some", "Some of the captains took the money", "All of the captains took the money", {"qualifier"}),
    ("almost", "The repair is almost done by now", "The repair is done by now", {"qualifier"}),
    ("alleged", "The alleged thief of the ferry was seen", "The thief of the ferry was seen", {"qualifier"}),
    ("added almost", "The captains all want to strike now", "The captains almost all want to strike now",
     {"qualifier"}),
    ("unless to if", "We will strike unless the fares fall", "We will strike if the fares fall", {"qualifier"}),
    ("joined", "We will leave. The ferry will stay here.", "We will leave and the ferry will stay here.", {"joined"}),
    ("joined by a comma", "We will leave. The ferry will stay here.", "We will leave, the ferry will stay here.",
     {"joined"}),
    ("undisclosed gap", "We will mend the old and ugly bridge of the town this summer",
     "We will mend the bridge of the town this summer", {"ellipsis"}),
    ("gap across sentences", "We will mend the bridge. It is old and ugly. The town will pay for that.",
     "We will mend the bridge. The town will pay for that.", {"ellipsis"}),
    ("not behind dots", "We will not leave the port of Fjordby", "We will … leave the port of Fjordby", {"negation"}),
    ("editor's brackets", "We will give it to the port of Fjordby",
     "We will give [the ferry] to the port of Fjordby", {"bracket"}),
    ("brackets added", "The mayor of the town has to leave", "The mayor [Brandtveit] of the town has to leave",
     {"bracket"}),
    ("not in brackets", "We will leave the port of Fjordby", "We will [not] leave the port of Fjordby",
     {"bracket", "negation"}),
    ("indirect form", "“We will leave our port tomorrow”", "that they would leave their port tomorrow", {"shift"}),
    ("indirect, third person", "“I am tired of the harbour”", "he was tired of the harbour", {"shift"}),
    ("number turned in indirect form", "“We will sell 12 boats to the port”",
     "that they would sell 20 boats to the port", {"shift", "number"}),
    ("won't", "We won't pay for the bridge at all", "We will pay for the bridge at all", {"negation"}),
    ("not moved", "We do not want to leave the port now", "We do want not to leave the port now", {"negation"}),
    ("not moved far", "It is not true that we sold the port", "It is true that we did not sell the port",
     {"negation"}),
    ("two prefixes", "Their plan is legal and it is possible", "Their plan is illegal and it is impossible",
     {"negation"}),
    ("currency", "The price rose from $5 to $10 a ton", "The price rose from €5 to $10 a ton", {"number"}),
    ("fractions", "We want two-thirds of the seats in town", "We want one-third of the seats in town", {"number"}),
    ("year or count", "In 2019 we sold 2020 boats to the port", "In 2019 we sold 2,020 boats to the port",
     {"date", "number"}),
    ("one of them", "One of them took the money of the port", "Some of them took the money of the port",
     {"qualifier"}),
    ("at least", "We need at least 20 boats in the harbour", "We need 20 boats in the harbour", {"qualifier"}),
    ("question", "Will you leave the port of Fjordby?", "You will leave the port of Fjordby.",
     {"modal", "question"}),
    ("statement to question", "We will sell it to the port", "We will sell it to the port?", {"question"}),
    ("minus", "It was -5 degrees in the harbour", "It was 5 degrees in the harbour", {"number"}),
    ("not set apart", "“We will not,” … “leave.”", "We will … leave.", {"negation"}),
    ("not put into another sentence", "I do. Not that it matters to the town", "I do not. That it matters to the town",
     {"negation"}),
    ("must not, may not", "The dam must not be built this year", "The dam may not be built this year", {"modal"}),
    ("May and may", "They may come in May or in June by boat", "They may come in March or in June by boat", {"date"}),
    ("'d to 'll", "He said he'd pay for the repair of it", "He said he'll pay for the repair of it", {"modal"}),
    ("a name in the genitive", "Brandtveit's plan is to close the old lock", "Tangmere's plan is to close the old lock",
     {"name"}),
    ("given name dropped", "The order came from Odalys Brandtveit herself", "The order came from Brandtveit herself",
     {"name"}),
    ("opinion cut out", "He is, in my opinion, guilty of stealing it", "He is guilty of stealing it", {"ellipsis"}),
    ("brackets first", "We will leave the port of Fjordby", "[Tangmere Lines] will leave the port of Fjordby",
     {"bracket"}),
    ("indirect, only the person", "“I will not resign over the dam”", "that he will not resign over the dam",
     {"shift"}),
    ("not lost in indirect form", "“I will not sell my boats to the port”",
     "that she would sell her boats to the port", {"shift", "negation"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "two", "alarms"), [case[1:] for case in NOT_THE_SAME], ids=[case[0] for case in NOT_THE_SAME]
)
def test_what_changes_the_meaning_is_altered_with_its_alarm(one: str, two: str, alarms: set[str]) -> None:
    found = compare_wordings(one, two)
    assert found.relation is ALTERED
    assert {alarm.kind.value for alarm in found.alarms} == alarms


WITHOUT_ALARM = [
    ("a synonym", "We will mend the bridge in spring", "We will fix the bridge in spring"),
    ("contraction", "We do not want the old bridge", "We don't want the old bridge"),
    ("will contracted", "We will mend the old bridge", "We'll mend the old bridge"),
    ("number in digits", "We have lost twelve boats there", "We have lost 12 boats there"),
    ("thousands", "It will cost 1,000 crowns a day", "It will cost 1000 crowns a day"),
    ("per cent", "It rose by 5 percent in the port", "It rose by 5% in the port"),
    ("a million in digits", "It will cost 2 million crowns a day", "It will cost 2,000,000 crowns a day"),
    ("a comma", "In spring, we will mend the bridge", "In spring we will mend the bridge"),
    ("capital within", "The council of the town is against it", "The Council of the town is against it"),
    ("will not", "We won't pay for the bridge at all", "We will not pay for the bridge at all"),
    ("capitals", "THE FERRY WILL NOT SAIL IN SPRING", "The ferry will not sail in spring"),
    ("title", "It was Mr. Tangmere who sank the boat", "It was Mr Tangmere who sank the boat"),
    ("stops in initials", "The U.S. ferry will leave the port", "The US ferry will leave the port"),
    ("accents", "We will talk about the naïve plan", "We will talk about the naive plan"),
    ("ordinals", "We have sent 3rd class boats to the island", "We have sent third class boats to the island"),
    ("the day before the month", "The ferry to Zendle stops on 1 June", "The ferry to Zendle stops on June 1"),
    ("brackets round", "We will leave (and soon) the port of Fjordby", "We will leave the port of Fjordby"),
    ("spelling", "The harbour of the town is closed", "The harbor of the town is closed"),
]


@pytest.mark.parametrize(("one", "two"), [case[1:] for case in WITHOUT_ALARM], ids=[case[0] for case in WITHOUT_ALARM])
def test_what_hardly_changes_the_meaning_is_altered_without_alarm(one: str, two: str) -> None:
    found = compare_wordings(one, two)
    assert (found.relation, found.alarms) == (ALTERED, ())


START, MIDDLE, END = Place.START, Place.MIDDLE, Place.END
CUT = [
    ("end", "We will mend the bridge in spring with our own hands", "We will mend the bridge in spring",
     [(END, "with our own hands", False)], set()),
    ("start", "As you know we will mend the bridge in spring", "we will mend the bridge in spring",
     [(START, "As you know", False)], set()),
    ("both", "As you know we will mend the bridge in spring again", "we will mend the bridge in spring",
     [(START, "As you know", False), (END, "again", False)], set()),
    ("disclosed at the end", "We will mend the bridge in spring with our own hands",
     "We will mend the bridge in spring …", [(END, "with our own hands", True)], set()),
    ("disclosed in the middle", "We will mend the old and ugly bridge of the town", "We will mend … the town",
     [(MIDDLE, "the old and ugly bridge of", True)], set()),
    ("in brackets", "We will mend the old and ugly bridge of the town", "We will mend [...] the town",
     [(MIDDLE, "the old and ugly bridge of", True)], set()),
    ("two gaps", "We will mend the old and ugly bridge of the town in spring", "We will … the … bridge … in spring",
     [(MIDDLE, "mend", True), (MIDDLE, "old and ugly", True), (MIDDLE, "of the town", True)], set()),
    ("a sentence that says not, disclosed", "We will mend the bridge. We will not sell it. The town will pay.",
     "We will mend the bridge. … The town will pay.", [(MIDDLE, "We will not sell it.", True)], set()),
    ("another sentence that says not", "We will mend the bridge. We will not sell it.", "We will mend the bridge.",
     [(END, "We will not sell it.", False)], set()),
    ("condition cut", "If the council agrees, we will mend the bridge", "we will mend the bridge",
     [(START, "If the council agrees,", False)], {"qualifier"}),
    ("condition cut at the end", "We will mend the bridge unless it rains", "We will mend the bridge",
     [(END, "unless it rains", False)], {"qualifier"}),
    ("denial cut", "I do not think that we will mend the bridge", "we will mend the bridge",
     [(START, "I do not think that", False)], {"negation"}),
    ("most cut", "Most captains in the port want to strike", "Captains in the port want to strike",
     [(START, "Most", False)], {"qualifier"}),
    ("that", "that there is no money for the dam", "There is no money for the dam", [(START, "that", False)], set()),
    ("as long as nobody", "The ferry is safe as long as nobody smokes on it", "The ferry is safe",
     [(END, "as long as nobody smokes on it", False)], {"negation"}),
    ("never said", "I never said that the ferry was safe", "the ferry was safe",
     [(START, "I never said that", False)], {"negation"}),
    ("another sentence before", "Never sell. Always mend the ferry.", "Always mend the ferry.",
     [(START, "Never sell.", False)], set()),
    ("commas before the dots", "We will leave the port, the town and the island.",
     "We will leave the port, … the island",
     [(MIDDLE, ", the town and", True)], set()),
    ("first words come twice", "we hope we will mend the bridge", "we will mend the bridge",
     [(START, "we hope", False)], set()),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "cuts", "alarms"), [case[1:] for case in CUT], ids=[case[0] for case in CUT])
def test_a_true_cut_is_shortened_and_says_where(
    one: str, two: str, cuts: list[tuple[Place, str, bool]], alarms: set[str]
) -> None:
    found = compare_wordings(one, two)
    assert found.relation is SHORTENED
    assert [(cut.place, one[cut.span[0] : cut.span[1]].strip(" .…"), cut.disclosed) for cut in found.cuts] == [
        (place, words.strip(" ."), disclosed) for place, words, disclosed in cuts
    ]
    assert {alarm.kind.value for alarm in found.alarms} == alarms
    assert found.longer == 1
    assert compare_wordings(two, one).longer == 2


APART = [
    ("other things", "We will mend the bridge in spring", "Nobody asked the captains about fish"),
    ("only small words shared", "It is in the end a thing of the past", "There is a man of the sea in it"),
    ("nothing", "", "We will mend the bridge"),
    ("only marks", "“…”", "We will mend the bridge"),
    ("no and yes", "No", "Yes"),
    ("one word of many", "We want to see the bridge before we go on with the rest of the plan", "The bridge fell down"),
]


@pytest.mark.parametrize(("one", "two"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_what_has_little_in_common_is_unrelated(one: str, two: str) -> None:
    found = compare_wordings(one, two)
    assert (found.relation, found.alarms, found.cuts) == (UNRELATED, (), ())
    assert found.similarity < 0.6


def test_one_word_lost_of_many_is_no_matter_of_similarity() -> None:
    long = " ".join(["We told the captains of every boat in the port"] * 9)
    found = compare_wordings(f"{long} that we will not pay", f"{long} that we will pay")
    assert found.similarity > 0.98
    assert found.relation is ALTERED
    (alarm,) = found.alarms
    assert (alarm.kind, alarm.one, alarm.two) == (AlarmKind.NEGATION, "not", "")


def test_the_diff_says_what_stands_where() -> None:
    one, two = "“We will sell twelve old boats,”", "We will sell twenty boats now."
    found = compare_wordings(one, two)
    said = [(run.op, one[slice(*run.one)].strip(), two[slice(*run.two)].strip()) for run in found.diff]
    assert said == [
        (Op.EQUAL, "“We will sell", "We will sell"),
        (Op.REPLACED, "twelve old", "twenty"),
        (Op.EQUAL, "boats,”", "boats"),
        (Op.ADDED, "", "now."),
    ]


# -- properties ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "We I they will would not never the bridge ferry 12 twelve Brandtveit Monday only … [...] [it] ( ) . , — “ ” ’"
    " don't may 5 % percent that \n Ü \U0001f6a2".split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=14).map("".join), st.text())


def mirrored(found: Comparison) -> list[tuple[object, ...]]:
    return sorted((alarm.kind, alarm.two, alarm.one) for alarm in found.alarms)


@settings(deadline=None)
@given(TEXTS)
def test_a_wording_is_the_same_as_itself(text: str) -> None:
    found = compare_wordings(text, text)
    assert (found.relation, found.similarity, found.alarms, found.cuts) == (SAME, 1.0, (), ())


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_diff_gives_both_texts_back(one: str, two: str) -> None:
    found = compare_wordings(one, two)
    assert "".join(one[slice(*run.one)] for run in found.diff) == one
    assert "".join(two[slice(*run.two)] for run in found.diff) == two
    assert 0 <= found.similarity <= 1


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_order_of_the_two_does_not_matter(one: str, two: str) -> None:
    found, turned = compare_wordings(one, two), compare_wordings(two, one)
    assert (turned.relation, turned.similarity, turned.cuts) == (found.relation, found.similarity, found.cuts)
    assert mirrored(turned) == sorted((alarm.kind, alarm.one, alarm.two) for alarm in found.alarms)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_alarm_is_rung_where_the_words_are_the_same(one: str, two: str) -> None:
    found = compare_wordings(one, two)
    if found.relation is SAME:
        assert not found.alarms
    if found.alarms:
        assert found.relation in (ALTERED, SHORTENED)
