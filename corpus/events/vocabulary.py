"""The words that events are spoken of with."""

import re

from corpus.types import EventKind

_NOUNS: dict[EventKind, str] = {
    "conference": "conference congress symposium forum summit convention colloquium fair festival hackathon "
    "unconference expo biennale",
    "meeting": "meeting assembly session roundtable round-table hearing briefing consultation retreat get-together "
    "meetup meet-up webinar seminar lecture dialogue debate reunion gathering bof",
    "visit": "visit tour trip excursion journey outing expedition cruise voyage",
    "ceremony": "ceremony inauguration celebration anniversary signing reception dinner supper gala commemoration "
    "concert procession premiere banquet jubilee parade",
    "training": "workshop tutorial bootcamp masterclass clinic sprint course",
    "publication": "reprint",
    "call": "competition contest",
    "deadline": "deadline",
    "other": "election ballot survey exhibition quiz tournament raffle auction recital fundraiser",
}
_WEAK_NOUNS: dict[EventKind, str] = {
    "conference": "week day night season marathon edition con conf",
    "meeting": "table call talk discussion conversation circle club evening afternoon morning",
    "visit": "mission walk exchange",
    "ceremony": "opening award prize medal party",
    "training": "training school class cohort",
    "publication": "publication launch release",
    "call": "round",
    "other": "vote exercise market campaign match race game show play performance screening study",
}
KINDS: dict[str, EventKind] = {
    form: kind
    for table in (_NOUNS, _WEAK_NOUNS)
    for kind, nouns in table.items()
    for noun in nouns.split()
    for form in (noun, noun + "s")
} | {"symposia": "conference", "fora": "conference", "parties": "ceremony", "anniversaries": "ceremony"}
"""Event nouns, singular and plural, with the kind of event they name."""

WEAK = frozenset(form for nouns in _WEAK_NOUNS.values() for noun in nouns.split() for form in (noun, noun + "s"))
"""Nouns that name an event only in company: a capital, an ordinal or another noun before them."""

ONLY_AFTER = {
    "school": frozenset("summer winter spring autumn fall easter doctoral".split()),
    "table": frozenset({"round"}),
    "club": frozenset("book reading journal film supper lunch breakfast youth".split()),
    **dict.fromkeys(
        ("morning", "afternoon", "evening"),
        frozenset(
            "coffee tea music musical information open parents' training quiz game games poetry film social".split()
        ),
    ),
    "exchange": frozenset("youth student school pupil staff autumn spring summer seed cultural town".split()),
}
"""Nouns that mean an institution, a thing or a place unless one of these words stands before them."""

SPANS_OF_TIME = frozenset("day days week weeks night nights season seasons".split())
VAGUE = frozenset(
    "working closing opening whole busy full entire following consecutive single sunny rainy half final early "
    "late long short same best big monday tuesday wednesday thursday friday saturday sunday two three four five "
    "six seven eight nine ten eleven twelve fifteen twenty".split()
)
"""Words before "day" and the like that make no event of it."""

COMPOUNDS = frozenset(
    "agenda agency area book board bureau building car centre center chair committee council date dates department "
    "desk director fee fees food fund group hall host hosts hours house leader manager material materials number "
    "office organiser organisers organizer organizers participant participants paper papers park place plan planning "
    "point president program programme programmes programs proceedings report room rooms schedule secretary series "
    "site society space speaker speakers staff station street team teams ticket tickets time times topic topics venue "
    "website winner winners worker workers".split()
)
"""Before these an event noun only says what kind: "conference centre"."""

NOT_HELD = frozenset(
    "century street avenue floor road year quarter grade class place world minister president vice prize time "
    "amendment son daughter baron battalion division million billion phase announcement monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
"""Words that an ordinal counts without making an event of them."""

ORDINAL = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth"
    r"|sixtieth|seventieth|eightieth|ninetieth|hundredth|inaugural|final"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:first|second|third|\w+th)",
    re.IGNORECASE,
)
FUNCTION = frozenset(
    "a an the this that these those its their his her our your my whose which who what some any no each every all both "
    "another other such same several many more most few two three four five six seven eight nine ten next last new "
    "of in on at by for from to with without into during after before since until till about between through under "
    "over within via as than and or but nor so yet if when while where because though although is are was were be been "
    "being has have had do does did will would shall should can could may might must not n't it he she they we you i "
    "there here then also like only already again once just very almost nearly around previous coming upcoming recent "
    "following past forthcoming successful successfully one ones us them".split()
)
"""Words that no name contains on the left of its noun, and at which a name ends on the right."""

VERBAL = re.compile(
    r"(?!speed|breed)[a-z]{3,}ed|hold|held|led|met|gave|give|took|take|takes|saw|made|make|ran|run|runs|won|invites?|hosts?"
    r"|attends?|organi[sz]es?|announces?|joins?|opens?|closes?|begins?|starts?|ends?|visiting|attending|hosting|joining"
    r"|including|chairing"
)
COMPLEMENTS = frozenset("of on for to about with between among in".split())
"""Prepositions that lead on from an event noun to what it is about."""
