"""The words a sentence is found by, where its own words do not say what it is."""

import re

from corpus import ArticleKind, Sentence

_EMAIL = re.compile(r"\S@\S")
_SITE = re.compile(r"https?://|\bwww\.")
_PHONE = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_EDITED = re.compile(r"\b(?:editor|edited|editorial)", re.I)


def findable(kind: ArticleKind, sentence: Sentence) -> str:
    """What is embedded and indexed for `sentence`, which stands in an article of this `kind`.

    A masthead or contact block states facts without naming them: nobody who asks for the e-mail
    address writes the address. Such lines are labelled; prose is found by its own words.
    """
    text = sentence.text
    if sentence.role != "text" or kind == "article":
        return text
    if kind == "masthead":
        return f"Newsletter title page, name of the organisation, title, issue number, date of publication: {text}"
    named = [
        label
        for label, pattern in (
            ("e-mail (email) address", _EMAIL),
            ("web site (website)", _SITE),
            ("telephone", _PHONE),
            ("who edits the newsletter", _EDITED),
        )
        if pattern.search(text)
    ]
    return (
        f"Contact, {', '.join(named) or 'postal address, where the office is located'}: {text}"
        if len(text) <= 200
        else text
    )
