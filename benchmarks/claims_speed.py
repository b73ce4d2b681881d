"""How long one check takes against a registry that is there: python benchmarks/claims_speed.py REGISTRY [CLAIMS].

Claims are made of quotations of the registry itself: as they are, cut, one word altered, every fourth word altered,
four words of it. Times are of the process, for one claim by a speaker whose id is known, warm.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from datetime import date, timedelta

from onrecord.checking.claims import checked
from onrecord.checking.weighing import Asked
from onrecord.store import Store
from onrecord.store.records import StoredQuotation

FORMS = ("as it is", "cut", "one word altered", "every fourth altered", "four words")


def claim_of(text: str, form: str) -> str:
    """Return a claim made of a quotation."""
    words = text.strip("“”\"'").split()
    half = max(7, len(words) // 2)
    made = {
        "as it is": words,
        "cut": words[2:half],
        "one word altered": [*words[: half - 4], "zebra", *words[half - 3 :]],
        "every fourth altered": ["zebra" if at % 4 == 3 else word for at, word in enumerate(words)],
        "four words": words[3:7],
    }
    return " ".join(made[form])


def some_quotations(store: Store, number: int) -> list[StoredQuotation]:
    """Return quotations of many days."""
    draw = random.Random(5)
    found: list[StoredQuotation] = []
    for _ in range(40 * number):
        day = date(1995, 1, 1) + timedelta(draw.randrange(11_500))
        found += store.quotes(since=day, until=day, limit=1)
        if len(found) == number:
            break
    return found


def main(registry: str, number: int = 50) -> None:
    """Print a table: the form of the claims, times in milliseconds, the verdicts."""
    with Store.open(registry, create=False) as store:
        said = some_quotations(store, number)
        print(f"{'claims':22} median   p90   max  verdicts")
        for form in FORMS:
            times, verdicts = [], Counter[str]()
            for one in said:
                asked = Asked(one.speaker.name, (one.speaker.id,)) if one.speaker.id else Asked()
                start = time.process_time()
                verdicts[checked(store, claim_of(one.text, form), asked).verdict.value] += 1
                times.append(1000 * (time.process_time() - start))
            times.sort()
            at = (times[len(times) // 2], times[len(times) * 9 // 10], times[-1])
            print(f"{form:22} {at[0]:6.0f}{at[1]:6.0f}{at[2]:6.0f}  {dict(verdicts.most_common())}")


if __name__ == "__main__":
    main(sys.argv[1], *(int(each) for each in sys.argv[2:3]))
