"""The English words that dates are made of, each with its kind, its number and what it says of a date."""

import calendar
from functools import partial
from typing import NamedTuple

from corpus.dates.spans import Fields, Part, Unit, part_of

UNITS: tuple[Unit, ...] = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")

_MONTHS = {name.lower(): n for n in range(1, 13) for name in (calendar.month_name[n], calendar.month_abbr[n])}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_BRIEF = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first of a season's three months, in the north."""

_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINALS = (
    _ONES
    + "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
    + ["twentieth", *(f"twenty {one}" for one in _ONES), "thirtieth", "thirty first"]
)
_COUNTS = """one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty""".split()
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50}
_DECADES |= {"sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_PARTS: dict[str, Part] = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid"}
_PARTS |= {"late": "late", "end": "late", "first half": "first half", "second half": "second half"}
_PARTS |= {"1st half": "first half", "2nd half": "second half", "latter half": "second half"}
_DEICTIC = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1}
_DEICTIC |= {"the day before yesterday": -2, "day before yesterday": -2}
_DEICTIC |= {"the day after tomorrow": 2, "day after tomorrow": 2, "the day after tmrw": 2}
_DIRECTIONS = {
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
    "following": 1,
}

_FUNCTION_WORDS = {
    "of": "of",
    "in": "in during throughout",
    "on": "on",
    "from": "from",
    "between": "between",
    "to": "to until till til through thru",
    "and": "and &",
    "or": "or",
    "the": "the",
    "a": "a an",
    "ago": "ago",
    "hence": "later hence",
    "now": "now",
    "same": "same",
    "rest": "rest remainder",
    "earlier": "earlier",
    "commencing": "commencing beginning starting",
    "within": "within",
    "daytime": "morning afternoon evening night",
    "every": "every each",
    "last": "last",
    "preposition": "by since for at over around towards",
    "pronoun": "i we you he she it they but when where who which that as is was will has had are were with",
    "moved": "moved moves postponed extended changed deferred rescheduled shifted slipped",
    # A number before these counts them: "2000 people", "12 copies".
    "counted": """people persons participants members students pupils visitors guests delegates scientists experts
        copies books pages articles papers projects countries trees metres meters kilometres km kg tonnes litres
        hectares acres euros dollars pounds euro million billion thousand hundred hours minutes seconds households
        families teachers farmers women men children volunteers votes tickets places seats percent islands words""",
    # A year beside these belongs to a name: "2030 Agenda", "Horizon 2020", "Vision 2030".
    "named": "agenda horizon vision goals targets goal target",
}


class Meaning(NamedTuple):
    """The kind of a word, the number it stands for, and what it says of a date."""

    kind: str
    value: int = 0
    fields: Fields = Fields()


def _words() -> dict[str, Meaning]:
    table = {word: Meaning(kind) for kind, words in _FUNCTION_WORDS.items() for word in words.split()}
    table |= {name: Meaning("plain", n, Fields(month=n)) for name, n in _MONTHS.items()}
    table |= {name: Meaning("weekday", n, Fields(weekday=n)) for name, n in _WEEKDAYS.items()}
    table |= {name + "s": Meaning("weekdays", n, Fields(weekday=n)) for name, n in _WEEKDAYS.items()}
    table |= {name + s: Meaning("possessive", n) for name, n in _WEEKDAYS.items() for s in ("'s", "’s")}
    table |= {name: Meaning("brief", n, Fields(weekday=n)) for name, n in _BRIEF.items()}
    table |= {name: Meaning("season", n, Fields(month=n, months=3)) for name, n in _SEASONS.items()}
    table |= {name: Meaning("ordinal", n, Fields(day=n)) for n, name in enumerate(_ORDINALS, 1)}
    table |= {name: Meaning("count", n) for n, name in enumerate(_COUNTS, 1)}
    table |= {name: Meaning("count", n) for name, n in {"couple of": 2, "few": 3, "several": 3}.items()}
    table |= {name: Meaning("decade", n, Fields(year=1900 + n, years=10)) for name, n in _DECADES.items()}
    table |= {name: Meaning("part", 0, Fields(pick=partial(part_of, part))) for name, part in _PARTS.items()}
    table |= {name: Meaning("deictic", n) for name, n in _DEICTIC.items()}
    table |= {name: Meaning("direction", n) for name, n in _DIRECTIONS.items()}
    table["w/c"] = Meaning("unit", UNITS.index("week"))
    table |= {"before": Meaning("preposition", -1), "after": Meaning("preposition", 1)}
    for n, unit in enumerate(UNITS):
        plural = "centuries" if unit == "century" else unit + "s"
        table |= {word: Meaning("unit", n) for word in (unit, plural, unit + "'s", unit + "’s")}
    return table


WORDS = _words()
CLEAR_MONTHS = {name.lower() for name in calendar.month_name[1:]} - {"may", "march"}
"""Months that are nothing else, written out and with a capital."""
