"""What a person looks at to settle a doubt: the quotations that hang on who a name of an article means."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from onrecord.store import quoting
from onrecord.store.reading import TextLoader
from onrecord.store.records import Doubt, StoredQuotation
from onrecord.store.tables import QuotationRow, RulingRow


def hanging(session: Session, doubt: Doubt, load_text: TextLoader) -> list[StoredQuotation]:
    """Return the quotations of the article under that name of which nobody has judged whose they are, in its order."""
    wanted = (
        select(col(QuotationRow.id))
        .outerjoin(RulingRow, col(RulingRow.quotation_id) == col(QuotationRow.id))
        .where(col(QuotationRow.article_id) == doubt.article_id)
        .where(col(QuotationRow.speaker_name) == doubt.name, col(QuotationRow.speaker_type) == doubt.type.value)
        .where(col(RulingRow.quotation_id).is_(None))
        .order_by(col(QuotationRow.position))
    )
    ids = list(session.connection().execute(wanted).scalars())
    found = quoting.these(session, ids, load_text)
    return [found[id_] for id_ in ids]
