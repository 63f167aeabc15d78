"""A question in its conversation to a question that can stand alone."""

import re
from collections.abc import Sequence

from assistant.types import Turn
from index import search_terms

# Words that stand for something said before. "It" in "it is true that" does too little harm to be told apart.
_EVENT = (
    "one|meeting|event|forum|conference|visit|week|trip|workshop|session|ceremony|project|programme|program|article"
    "|agreement|award|fund|call|team|group|delegation|exhibition"
)
_THING = re.compile(
    rf"\b(?:(?:the|that|this|these|those|same) (?:{_EVENT})|it|that"
    r"|(?:this|these|those)(?! (?:issue|newsletter|edition|year|month)))\b(?!['’]s\b)",
    re.I,
)
_POSSESSIVE = re.compile(r"\b(?:its|their)\b(?! own)", re.I)
_PLURAL = re.compile(r"\b(?:they|them)\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|him)\b", re.I)
_PERSONAL = re.compile(r"\b(?:his|her|hers)\b", re.I)
_THERE = re.compile(
    r"\b(?:there)\b(?! (?:is|are|was|were|any|a)\b)|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b", re.I
)
_THANKS = r"(?:many )?(?:thanks|thank you)(?: (?:a lot|so much|very much|for (?:that|this|the \w+)))?"
_LEAD = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|also|then|or)\b(?!-)[\s,.!]*"
    rf"|(?:{_THANKS}|well|great|good|fine|right|perfect|interesting|i see|hm+|oh|ah)[,.!]+\s*)+",
    re.I,
)
_QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how(?: many| much| long| often)?)"
_WHAT_ABOUT = re.compile(
    r"^(?:what|how) about\s+(.+)$"
    rf"|^(?:and|or)\s+((?:in|at|for|of|on|by|the|prof|dr|mr|ms|mrs)\b(?! {_QUESTION_WORD}\b).+)$",
    re.I,
)
_PREPOSITION = r"(?:in|at|on|by|for|from|to|with|of|under|during)"
_BARE = re.compile(
    rf"^(?:{_PREPOSITION} )?{_QUESTION_WORD}(?: (?:was|is|were|are|did|exactly|else|so))*$"
    rf"|^{_PREPOSITION} (?:what|which) \w+$",
    re.I,
)
_ASKS = re.compile(
    r"^(?:(?:roughly|about|around|approximately|exactly|precisely) )?"
    rf"(?:{_PREPOSITION} )?(?:{_QUESTION_WORD}|is|are|was|were|did|does|do|has|have|had|will|can)\b",
    re.I,
)
_EXPLAINED = re.compile(rf"([^?]+[.!:;]) ((?:{_PREPOSITION} )?{_QUESTION_WORD}\b.{{8,}})", re.I)
_OF_THE_ISSUE = re.compile(r"\b(?:newsletter|issue|bulletin|edition|archive|secretariat|editor|you|your)\b", re.I)
_OCCASION = re.compile(
    r"\b(?:meeting|forum|conference|congress|summit|symposium|workshop|week|day|days|session|ceremony|visit|trip|school"
    r"|festival|fair|assembly|seminar|event|webinar|course|exhibition|competition|tournament|race)s?\b",
    re.I,
)
_TITLE = r"(?:Prof|Dr|Mr|Mrs|Ms|Sir|H\.E|President|Ambassador|Professor)\.?"
_PERSON_NAME = re.compile(rf"{_TITLE}\s+(?:[^\W\d_][\w’'-]*\.?\s+){{0,3}}[A-ZÀ-Ž][\w’'-]+")
_YEAR = re.compile(r"(?:\bin )?\b(?:19|20)\d\d\b", re.I)
_ENDS_PHRASE = re.compile(
    rf"^(?:{_QUESTION_WORD}|is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|shall|should|held|take|takes|took|taken|place|happen\w*|occur\w*|chaired?|led|lead|attend\w*|host\w*|represent\w*|sign\w*|say|said|says|give|gave|given|visit(?:ed)?|organi[sz]ed|present(?:ed)?|who|that|which|there|in|on|at|by|from|with|to|about|during|after|before|since|until|and|or|but|me|you|tell|please|know|us|i|we|they|he|she|it)$",
    re.I,
)


def standalone(question: str, history: Sequence[Turn]) -> str | None:
    """`question` with what it leaves to the conversation put in; None when that is not known.

    A question that refers to nothing is returned as it is.
    """
    text = " ".join(question.split())
    asked = [turn for turn in history if turn.role == "user" and turn.text.strip()]
    if not _refers(text) and not (asked and _is_incomplete(text.rstrip(" ?.!"))):
        return text
    if not asked:
        return None if not search_terms(text) or _only_refers(text) else text
    last = _previous(history)
    topic = _topic(last)
    bare = _LEAD.sub("", text).rstrip(" ?.!") or text
    if other := _other_subject(text):
        return _swap(last, topic, other) if _names_something(other) or not topic else _of_topic(other, topic)
    if topic and not _refers(bare):
        return _of_topic(bare, topic)
    if not topic:
        return f"{bare}? ({last.rstrip(' ?.!')})"
    person = _person(history) or topic
    out = _PERSONAL.sub(lambda m: f"{person}'s", bare)
    out = _PERSON.sub(lambda m: person, out)
    replaced = out
    for pattern, phrase in ((_POSSESSIVE, f"{topic}'s"), (_THING, topic), (_PLURAL, topic)):
        replaced = pattern.sub(lambda m, p=phrase: p, replaced, count=1)  # type: ignore[misc]
        if replaced != out:
            break
    if replaced == bare:
        at = _THERE.sub(f"at {topic}", bare, count=1)
        replaced = at if at != bare else f"{bare}, {_predicate(last) if _BARE.match(bare) else topic}"
    return replaced[0].upper() + replaced[1:] + "?"


def readings(question: str, alone: str, history: Sequence[Turn]) -> list[str]:
    """The ways in which to read `question` in its conversation, the likeliest first; `alone` is it made to stand alone.

    Talk stays with its subject where a question names none. What a question names has its own article, and
    "what about Serbia?" is asked of Serbia, so that what was said before would only be in the way; "and the
    runner-up?" needs it.
    """
    if not any(turn.role == "user" and turn.text.strip() for turn in history):
        return [question_first(alone)]
    if other := _other_subject(question):
        return [alone] if _names_something(other) else [in_context(question, history)]
    if alone != question:
        return [in_context(question, history)]
    return (
        [question_first(question)]
        if _names_something(_LEAD.sub("", question))
        else [in_context(question, history), question]
    )


def in_context(question: str, history: Sequence[Turn]) -> str:
    """`question` with the first and the last one asked before it in brackets; as it is where there are none.

    The form in which the reader was trained on follow-ups.
    """
    asked = [bare for turn in history if turn.role == "user" and (bare := turn.text.strip().rstrip(" ?.!"))]
    around = dict.fromkeys([*asked[:1], *asked[-1:]])
    text = " ".join(question.split())
    return _bracketed(_LEAD.sub("", text) or text, "; ".join(around)) if around else text


def question_first(text: str) -> str:
    """`text` with what explains the question put behind it in brackets: "I plan a visit. Where is the office?"."""
    explained = _EXPLAINED.fullmatch(text)
    return _bracketed(explained[2], explained[1].rstrip(".:;")) if explained else text


def _bracketed(question: str, around: str) -> str:
    return f"{question.rstrip(' ?.!')}? ({around})"


def _other_subject(text: str) -> str:
    """X of "And what about X?", "in Serbia" of "And in Serbia?"; empty for any other question."""
    asked = text.rstrip(" ?.!")
    about = _WHAT_ABOUT.match(_LEAD.sub("", asked)) or _WHAT_ABOUT.match(asked)
    return (about[1] or about[2]) if about else ""


def _refers(text: str) -> bool:
    """Whether a question leans on what was said before it."""
    bare = text.rstrip(" ?.!")
    patterns = (_THING, _POSSESSIVE, _PLURAL, _PERSON, _PERSONAL, _THERE)
    return bool(
        any(p.search(bare) for p in patterns)
        or _WHAT_ABOUT.match(bare)
        or _LEAD.match(bare)
        or _BARE.match(bare)
        or len(search_terms(bare)) == 0
    )


def _is_incomplete(bare: str) -> bool:
    """Whether a question says what it wants to know but not of what: "How many people came?", "attendance"."""
    terms = search_terms(bare)
    most = 3 if _ASKS.match(bare) else 2
    return len(terms) <= most and not _names_something(bare) and not _OF_THE_ISSUE.search(bare)


def _names_something(phrase: str) -> bool:
    """Whether a capital (but the first, and "I") or a figure says that something of its own is meant."""
    return bool(re.search(r"\d|(?<!^)\b(?!I\b)[^\W\d_a-z]", phrase)) or (
        phrase[:1].isupper() and not _ASKS.match(phrase)
    )


def _of_topic(asked: str, topic: str) -> str:
    """What is asked for, asked of `topic`."""
    link = "at" if _OCCASION.search(topic) else "of"
    return f"{asked[0].upper()}{asked[1:]} {link} {topic}?"


def _only_refers(text: str) -> bool:
    """Whether nothing in the question says what it is about: "Where was it held?"."""
    return all(_ENDS_PHRASE.match(term) or len(term) < 3 for term in search_terms(_LEAD.sub("", text)))


def _previous(history: Sequence[Turn]) -> str:
    """The user's last question, itself made to stand alone."""
    at = max(i for i, turn in enumerate(history) if turn.role == "user" and turn.text.strip())
    return standalone(history[at].text, history[:at]) or history[at].text


def _topic(question: str) -> str:
    """The thing that a question is about: of its noun phrases the most telling one.

    Names and phrases with an article count most, then length; people are left to `_person`.
    """
    phrases = _phrases(question)
    return max(phrases, key=lambda p: (_weight(p), len(p)), default="")


def _weight(phrase: str) -> int:
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in phrase.split())
    return (
        2 * min(capitals, 3)
        + phrase.lower().startswith(("the ", "a ", "an ", "this ")) * 2
        - 4 * bool(re.match(_TITLE, phrase))
    )


def _phrases(question: str) -> list[str]:
    """The stretches of a question between its verbs, prepositions and question words."""
    out: list[list[str]] = [[]]
    for word in re.findall(r"[^\s?!,;:()\"“”]+|[?!,;:()\"“”]", question):
        if _ENDS_PHRASE.match(word) or not re.search(r"\w", word):
            out.append([])
        else:
            out[-1].append(word)
    return [" ".join(words) for words in out if search_terms(" ".join(words))]


def _predicate(question: str) -> str:
    """A question without its question word: what "And when?" asks about again."""
    return re.sub(rf"^{_QUESTION_WORD}\s+", "", question.rstrip(" ?.!"), flags=re.I)


def _swap(question: str, topic: str, other: str) -> str:
    """The question before, asked of something else; "in Serbia" takes the place of "in Cyprus"."""
    asked = question.rstrip(" ?.!")
    if _YEAR.fullmatch(other) and len(_YEAR.findall(asked)) == 1:  # "and in 2023?"
        return f"{_YEAR.sub(lambda _: other, asked)}?"
    if led := re.match(rf"{_PREPOSITION} ", other, re.I):
        same = re.compile(rf"\b{led[0]}(?:the )?[^\W_a-z][\w’'-]*(?: [^\W_a-z][\w’'-]*)*")
        swapped = same.sub(lambda _: other, asked, count=1)
        return f"{swapped if swapped != asked else f'{asked} {other}'}?"
    _, of, owner = topic.rpartition(" of the ")  # "the theme of the forum": the forum is exchanged, not its theme
    replaced = asked.replace(f"the {owner}" if of else topic, other, 1) if topic else asked
    return f"{replaced if replaced != asked else f'{asked}, {other}'}?"


def _person(history: Sequence[Turn]) -> str:
    """The person named last with a title, the answers' first name before the question's."""
    for turn in reversed(history):
        if match := _PERSON_NAME.search(turn.text):
            return match[0]
    return ""
