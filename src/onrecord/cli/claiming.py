"""The verb that writes a fact check of a quotation for the web: claimreview."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Db, registry
from onrecord.cli.terminal import show

if TYPE_CHECKING:
    from onrecord.claimreview import Rating

_WORST, _BEST = 1.0, 5.0


def _day(value: str | None, option: str) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is no day such as 2020-05-07", param_hint=option) from None


def claimreview(
    context: typer.Context,
    quotation: Annotated[str, typer.Argument(metavar="QUOTE_ID", help="A quotation's id, or how it begins.")],
    rating: Annotated[str, typer.Option(help="Your rating: words (“False”), or a number of your scale.")],
    url: Annotated[str, typer.Option(help="The address of the page with your fact check.")],
    alternate_name: Annotated[
        str | None, typer.Option(metavar="WORDS", help="The words for a rating that is a number.")
    ] = None,
    worst: Annotated[float, typer.Option(help="The worst number of your scale.")] = _WORST,
    best: Annotated[float, typer.Option(help="The best number of your scale.")] = _BEST,
    author: Annotated[str | None, typer.Option(help="The organization that checked.")] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help="When the fact check was published.")] = None,
    claim_date: Annotated[
        str | None, typer.Option(metavar="DAY", help="When the claim was made; else as on record.")
    ] = None,
    claim: Annotated[str | None, typer.Option(metavar="TEXT", help="A short wording of the claim.")] = None,
    db: Db = None,
) -> None:
    """Write a fact check of one quotation as schema.org ClaimReview, to be put into its web page.

    The rating is yours: this judges nothing. The claim, whose it is, when and where it appeared come from the registry.
    """
    from onrecord.claimreview import claim_review
    from onrecord.export import json_page

    published, claimed_on = _day(day, "--date"), _day(claim_date, "--claim-date")
    rated = _rating(rating, alternate_name, worst, best)
    with registry(context, db) as store:
        found = store.quote(quotation)
        ids = store.speaker(found.speaker.id).ids if found.speaker.id else {}
        review = claim_review(
            store.family(found.id),
            found,
            rated,
            url,
            author=author,
            published=published,
            claimed_on=claimed_on,
            claim=claim,
            ids=ids,
        )
    show(json_page(review))


def _rating(rating: str, words: str | None, worst: float, best: float) -> Rating:
    from onrecord.claimreview import Rating

    try:
        value = float(rating)
    except ValueError:
        return Rating(words or rating)
    if words is None:
        raise typer.BadParameter("give the words for this number as well", param_hint="--alternate-name")
    return Rating(words, value, worst, best)
