"""Questions for what somebody said, answered by the sentences that report it."""

import re
from collections.abc import Sequence

from assistant.constraints import mentions
from assistant.evidence import Evidence
from assistant.question import stems
from index import search_terms

MOST = 3
"""Sentences in an answer."""

_ASKED = re.compile(
    r"^(?:and |so )?what (?:did|does|has|had|was|were) (.+?)"
    r" (?:say|said|saying|state|stress|emphasi[sz]e|point out|mention|express|underline|highlight|indicate|explain"
    r"|argue|announce|call for|urge|warn|reaffirm|remark|tell (?:the|those|every)\w*(?: \w+)?)[sd]?"
    r"(?: (?:in|at|during|on) (?:his|her|their|the|an?) .+)?\W*$",
    re.I,
)
_REPORTS = re.compile(
    r"[“”\"]|\b(?:sa(?:id|ys?)|stat(?:ed|es)|stress(?:ed|es)|emphasi[sz](?:ed|es)|not(?:ed|es)|highlight(?:ed|s)"
    r"|indicat(?:ed|es)|mention(?:ed|s)|express(?:ed|es)|under(?:lined|lines|scored|scores)|point(?:ed|s) out"
    r"|explain(?:ed|s)|add(?:ed|s)|argu(?:ed|es)|(?:re)?affirm(?:ed|s)|commend(?:ed|s)|call(?:ed|s) (?:for|on)"
    r"|urg(?:ed|es)|announc(?:ed|es)|invit(?:ed|es)|elaborat(?:ed|es)|warn(?:ed|s)|thank(?:ed|s)|recall(?:ed|s)"
    r"|remark(?:ed|s)|suggest(?:ed|s)|conclud(?:ed|es)|prais(?:ed|es)|told|tells|replied|declar(?:ed|es)"
    r"|according to)\b",
    re.I,
)


def reported(question: str, met: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of one article that report what the person asked about said, in reading order.

    Empty where `question` asks for something else, or for words on a topic, and where nothing is reported.
    """
    asked = _ASKED.match(question)
    speaker = [stem for word in search_terms(asked[1]) for stem in stems(word)] if asked else []
    if not speaker:
        return []
    found = [
        e
        for e in met
        if e.stored.sentence.role == "text"
        and _REPORTS.search(e.stored.sentence.text)
        and all(mentions(stems(e.stored.sentence.text), stem) for stem in speaker)
    ]
    own = [e for e in found if e.stored.article == found[0].stored.article]
    return sorted(own[:MOST], key=lambda e: e.stored.position)
