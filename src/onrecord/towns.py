"""Names that many towns and counties bear: "Springfield" without a state is nowhere in particular.

A table of words of English- and Spanish-speaking countries, these less "san" and "santa". What a town is called alone
is enough where nothing local hangs on it.
"""

from __future__ import annotations

import re

_SHARED = """
alexandria arlington ashland auburn aurora bedford belmont bethel bloomington bradford brentwood brighton bristol
brookfield burlington cambridge camden canton carlisle carroll centerville charleston chatham chester clay clayton
clinton columbia columbus concord corinth danville dayton decatur douglas dover durham eastwood edgewood elgin
fairfield fairmont fairview farmington fayette fayetteville franklin fremont fulton gainesville georgetown glendale
glenwood grant greene greenfield greensboro greenville greenwood hamilton hampton hancock harrison hastings
hillsboro hudson huntington independence jackson jacksonville jamestown jasper jefferson johnson kensington kent
kingston knox lafayette lakewood lancaster laurel lawrence lebanon lee lexington liberty lincoln livingston logan
madison manchester mansfield marion marshall medford mercer middletown milford milton monroe montgomery morgan
newark newcastle newport newton norfolk norwich oakwood oxford peoria perry pike plainfield plymouth portland
portsmouth princeton quincy randolph reading redwood richmond riverdale riverside rochester roseville salem saratoga
shelby somerset sparta springfield stamford summit sunnyside sussex taylor trenton troy union wakefield warren
waterloo watertown waverly wayne westfield westminster weston whitehall williamsburg wilmington wilson
winchester windsor winona woodland woodstock worcester york
isidro rosa juan jose miguel cruz antonio guadalupe fernando pedro carlos luis rosario ana barbara victoria trinidad
concepcion esperanza libertad buenavista
"""
SHARED = frozenset(_SHARED.split())
"""The names, folded."""

_LOCAL = re.compile(
    r"(?:city of |town of )?(?P<town>\S+)(?P<of> (?:city|town|county|township|village))?(?: (?:of|for))? "
    r"(?:police|police department|police service|fire department|fire service|fire brigade|sheriff|sheriff office|"
    r"sheriff department|council|commission|board|school board|school district|schools|public schools|"
    r"health department|district attorney office|attorney office|court|hospital|high school|chamber of commerce)"
)


def is_of_many(organization: str) -> bool:
    """Whether an organization's folded name says what is local only, and a town or county of a name that many bear."""
    found = _LOCAL.fullmatch(organization)
    if found is None:
        return False
    return found["town"] in SHARED or (found["of"] == " county" and found["town"] == "washington")
