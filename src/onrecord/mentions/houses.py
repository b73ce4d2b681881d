"""Companies and houses whose names look like a person's: "Ford said", "Morgan Stanley said"."""

from __future__ import annotations

_ONE_WORD = """
adidas airbus alibaba allianz alphabet alstom amazon amgen apple aramco arsenal astrazeneca avis barclays bayer
bentley biogen blackrock blackstone boeing bombardier bosch bridgestone bugatti burberry cadbury canon cargill
carrefour caterpillar chanel chelsea chevron chrysler cisco citigroup citibank colgate comcast costco cunard daimler
danone dell deloitte disney dyson electrolux enron ericsson everton exxon exxonmobil facebook fedex ferrari fiat
ford fujitsu gazprom gillette glencore goldman google gucci halliburton harrods hasbro heineken heinz hermes hilton
hitachi honda honeywell huawei hyatt hyundai ibm ikea infosys instagram intel jaguar kellogg kia kodak kraft
lamborghini lego lenovo levi lilly linkedin lockheed lufthansa lukoil lyft macy maersk marriott mars maserati
mastercard mattel mazda mcdonald mcdonalds mckinsey merck meta michelin microsoft mitsubishi moderna moody monsanto
motorola nestle netflix nike nintendo nissan nokia nordstrom northrop novartis novavax nvidia openai oracle palantir
panasonic paypal pepsi pepsico peugeot pfizer philips pinterest pirelli porsche prada qantas qualcomm raytheon
reddit renault roche rolls-royce rosneft ryanair samsung sanofi sainsbury scania sears shell siemens skoda snapchat
sony spotify starbucks stellantis subaru suzuki target telegram tesco tesla texaco tiktok toshiba toyota twitter
uber unilever vale verizon viacom visa vodafone volkswagen volvo walgreens walmart wells wendy westinghouse whatsapp
xerox yahoo yamaha youtube zara
"""
_MORE_WORDS = """
abercrombie and fitch; baker hughes; bed bath; ben and jerry; bernstein; booz allen; bristol myers; carl zeiss;
cushman wakefield; dow jones; dun bradstreet; eli lilly; ernst young; fannie mae; freddie mac; goldman sachs; grant
thornton; harley davidson; hewlett packard; j.p morgan; jp morgan; johnson johnson; jones day; kirkland ellis;
lehman brothers; levi strauss; lockheed martin; louis vuitton; marks spencer; merrill lynch; morgan stanley;
nielsen; philip morris; procter gamble; rolls royce; sherwin williams; smith wesson; standard poor; tim hortons;
toys; walt disney; warner brothers; wells fargo
"""
_BODY = frozenset(
    "co corp corporation inc ltd llc plc group industries technologies holdings partners sons brothers".split()
)

HOUSES = frozenset(_ONE_WORD.split())
LONGER = frozenset(" ".join(words.split()) for words in _MORE_WORDS.split(";"))


def is_house(lows: list[str]) -> bool:
    """Whether the words of a name, in lower case, are those of a company: a known name, or any with "Inc."."""
    plain = [low for low in lows if low not in ("&", "and")]
    if not plain:
        return False
    return (len(plain) == 1 and plain[0] in HOUSES) or " ".join(plain) in LONGER or plain[-1].strip(".") in _BODY
