"""A checked draft as one HTML page that needs nothing else: its quotations coloured by verdict, and the evidence.

The evidence stands beside the draft, or below it where there is no room. Every word is escaped; no scripts, and the
page forbids the browser to load anything. It can be printed, and colour alone never tells a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.checking.alarmtext import alarm_text
from onrecord.page import link, safe
from onrecord.wording import Op

if TYPE_CHECKING:
    from onrecord.checking.findings import Check, DraftCheck, DraftQuotation, Evidence
    from onrecord.store.records import StoredQuotation

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --faint: #5c5c5c; --line: #ddd; --card: #f7f7f5;
  --good: #d3efd6; --cut: #e2eec0; --report: #fdf0c0; --wrong: #fbd3cd; --none: #e4e0f0;
  --lost: #a32015; --new: #1c6b2c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #151515; --ink: #e8e8e8; --faint: #a5a5a5; --line: #3a3a3a; --card: #1f1f1f; --good: #1d4424;
    --cut: #38441a; --report: #4d4113; --wrong: #5c211a; --none: #373055; --lost: #ff9d92; --new: #8fdc9d; } }
body { background: var(--paper); color: var(--ink); font: 1.02rem/1.6 Georgia, serif; margin: 1.5rem auto;
  max-width: 82rem; padding: 0 1rem; overflow-wrap: anywhere; }
h1, h2, .sum, .card, .key { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1rem; }
.sum, .key, small, .faint { color: var(--faint); font-size: 0.85rem; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; align-items: start; }
@media (max-width: 56rem) { main { grid-template-columns: minmax(0, 1fr); } }
.text { white-space: pre-wrap; }
mark { color: inherit; border-radius: 0.2em; } mark a, .card a { color: inherit; }
sup { font: 0.7rem system-ui, sans-serif; }
.verbatim { background: var(--good); } .partial { background: var(--cut); } .indirect { background: var(--report); }
.altered, .another, .problem { background: var(--wrong); } .not { background: var(--none); }
.card { border: 1px solid var(--line); border-radius: 0.4rem; background: var(--card); padding: 0.6rem 0.8rem;
  margin-bottom: 0.9rem; font-size: 0.88rem; line-height: 1.45; break-inside: avoid; }
.card p { margin: 0.3rem 0; } .tag { border-radius: 0.2em; padding: 0.1em 0.4em; font-weight: 600; }
.alarm::before { content: "! "; font-weight: 700; } .alarm { color: var(--lost); }
blockquote { margin: 0.4rem 0; padding-left: 0.7rem; border-left: 3px solid var(--line); font-family: Georgia, serif; }
del { color: var(--lost); } ins { color: var(--new); }
:target { outline: 2px solid var(--ink); }
@media print { body { max-width: none; font-size: 10pt; } main { gap: 1rem; }
  mark, .tag { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SHOWN = 3
"""Pieces of evidence that are shown for one check."""


def report_page(found: DraftCheck) -> str:
    """Return the page of a checked draft."""
    title = safe(found.article.title or found.article.id)
    cards = "".join(_card(number, each) for number, each in enumerate(found.quotations, 1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>Checked: {title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{_summary(found)}<main>\n"
        f'<article class="text">{_marked(found)}</article>\n<aside>\n{cards}</aside>\n</main>\n</body>\n</html>\n'
    )


def _summary(found: DraftCheck) -> str:
    counts: dict[str, int] = {}
    for each in found.quotations:
        counts[each.verdict.value] = counts.get(each.verdict.value, 0) + 1
    told = "; ".join(f"{number} {_tag(name)}" for name, number in sorted(counts.items())) or "no quotations"
    problems = f"{found.problems} to be looked at" if found.problems else "nothing to be looked at"
    heads = "".join(
        f'<p class="alarm">{safe(headline_text(each.words, each.elsewhere))}</p>\n' for each in found.headlines
    )
    return f'<p class="sum">{problems}: {told}. Checked: {safe(found.drawn)}.</p>\n{heads}'


def headline_text(words: str, elsewhere: bool) -> str:
    """Return what is wrong with a quotation in a headline."""
    where = "the body says it without quotation marks" if elsewhere else "the body does not have these words"
    return f"The headline quotes “{words}”, and {where}."


def _tag(verdict: str) -> str:
    return f'<span class="tag {_class(verdict)}">{safe(verdict)}</span>'


def _class(verdict: str) -> str:
    return verdict.split()[0]


# -- the draft -------------------------------------------------------------------------------------------


def _marked(found: DraftCheck) -> str:
    """Cut the text wherever a content begins or ends, and mark each piece by the verdict on what covers it."""
    text = found.article.text
    edges = {0, len(text)}
    for each in found.quotations:
        edges.update(edge for span in each.quotation.content for edge in (span.start, span.end))
    return "".join(_piece(text, start, end, found.quotations) for start, end in pairwise(sorted(edges)))


def _piece(text: str, start: int, end: int, quotations: Sequence[DraftQuotation]) -> str:
    html = safe(text[start:end])
    around = [
        (number, each)
        for number, each in enumerate(quotations, 1)
        if any(span.start <= start < span.end for span in each.quotation.content)
    ]
    if not around:
        return html
    number, inner = min(around, key=lambda one: sum(span.end - span.start for span in one[1].quotation.content))
    first = inner.quotation.content[0].start == start
    anchor = f' id="q{number}"' if first else ""
    verdict = inner.verdict.value
    note = f'<sup><a href="#e{number}">{number}</a></sup>' if inner.quotation.content[-1].end == end else ""
    return f'<mark{anchor} class="{_class(verdict)}" title="{safe(verdict)}">{html}</mark>{note}'


# -- the evidence ----------------------------------------------------------------------------------------


def _card(number: int, one: DraftQuotation) -> str:
    who = one.quotation.speaker.name or "nobody named"
    role = f", {one.quotation.role}" if one.quotation.role else ""
    checks = "".join(_check(each) for each in one.checks)
    clash = f'<p class="alarm">{safe(one.conflict.sentence)}</p>' if one.conflict is not None else ""
    return (
        f'<section class="card" id="e{number}"><h2><a href="#q{number}">{number}</a> {_tag(one.verdict.value)} '
        f"{safe(who + role)}</h2>{clash}{checks}</section>\n"
    )


def _check(found: Check) -> str:
    alarms = "".join(f'<p class="alarm">{safe(alarm_text(each))}</p>' for each in found.alarms)
    notes = "".join(f'<p class="faint">{safe(each.text)}</p>' for each in found.notes)
    claim = f"<p>{_tag(found.verdict.value)} {safe(found.claim)}</p>"
    near = '<p class="faint">Nearest:</p>' if found.evidence and found.verdict.value == "not on record" else ""
    return claim + alarms + notes + near + "".join(_evidence(found, each) for each in found.evidence[:_SHOWN])


def _evidence(check: Check, found: Evidence) -> str:
    quotation = found.quotation
    article = quotation.article
    who = ", ".join(part for part in (quotation.speaker.name or "nobody named", quotation.role) if part)
    day = quotation.said_on or article.published
    facts = [who, article.outlet, article.title, str(day) if day else None, f"confidence {quotation.confidence:.2f}"]
    if found.family > 1 and found.earliest is not None:
        first = found.earliest.article
        facts.append(f"{found.family} copies, the earliest {first.outlet or first.id} {first.published or ''}".strip())
    where = f" {link(article.url)}" if article.url else ""
    notes = "".join(f'<p class="faint">{safe(each.text)}</p>' for each in found.notes)
    notes += "".join(f'<p class="faint">{safe(each)}</p>' for each in _roles(quotation))
    words = "".join(_diff(check.claim, found))
    before, after = (f'<span class="faint">{safe(each)}</span>' if each else "" for each in (found.before, found.after))
    about = safe(" · ".join(each for each in facts if each))
    return f"<blockquote>{before} {words} {after}<br><small>{about}{where}</small></blockquote>{notes}"


def _roles(quotation: StoredQuotation) -> Iterator[str]:
    """Yield what the registry has the speaker be on that day, and whether the article says otherwise."""
    for then in quotation.role_then:
        yield f"registry: {then.role.text}, {then.role.start or '?'} to {then.role.end or 'now'}"
    if quotation.role_conflict is not None:
        yield quotation.role_conflict.sentence


def _diff(claim: str, found: Evidence) -> Iterator[str]:
    for run in found.comparison.diff:
        old, new = found.words[slice(*run.one)], claim[slice(*run.two)]
        if run.op is Op.EQUAL:
            yield safe(old)
        else:
            yield f"<del>{safe(old.rstrip())}</del> " if old.strip() else ""
            yield f"<ins>{safe(new.rstrip())}</ins> " if new.strip() else ""
