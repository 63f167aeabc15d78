"""Replies to what is no question to an archive: greetings, thanks, requests for something else."""

import re

_GREETING = re.compile(r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings)\b(?: there| all)?")
_THANKS = re.compile(
    r"""(?: (?:many\ |ok\ |okay\ |great\ |perfect\ )? (?:thanks?|thank\ you|thx|cheers)\b
            (?:\ (?:a\ lot|so\ much|very\ much|you|again|for\ (?:the|your|that|this)\ \w+))*
        | ok|okay|great|perfect|cool|got\ it|nice|good|bye|goodbye|see\ you )""",
    re.VERBOSE,
)
_ABILITIES = re.compile(
    r"(?:what (?:can|do) you do|what can i ask(?: you)?|how (?:do|can) i use (?:this|you)|who are you|what are you"
    r"|how do you work|how does this work|help|can you help(?: me)?|(?:sorry )?i (?:do not|don'?t) understand"
    r"|what(?:'?s| is) your name|who (?:made|built|created|wrote|runs) (?:you|this(?: assistant| bot)?)"
    r"|are you (?:an? )?(?:ai|bot|robot|human|machine|person|real))"
)
# Narrow on purpose: an archive may well be about the weather or about programming, and print recipes.
_ELSEWHERE = re.compile(
    r"""\b (?: weather\ (?:today|tomorrow|outside|right\ now) | what\ time\ is\ it | tell\ me\ a\ joke
          | write\ (?:me\ )?(?:an?|some)\ (?:\w+\ )?(?:poem|song|story|essay
                |code|program|script|function|joke|letter|e-?mail)
          | how\ (?:do|can|to)\ (?:i\ )?(?:write|sort|code|program|implement|parse)\b
                .*\bin\ (?:python|java|javascript|sql|c|rust)
          | translate\b.*\b(?:in)?to\ (?:english|french|german|spanish|chinese|italian|russian|arabic|portuguese)
          | ignore\ (?:all\ |your\ |the\ |any\ )*(?:previous\ |prior\ )?instructions | system\ prompt ) \b
      | ^(?:please\ )?play\ (?:me\ )?(?:some\ )?music\b
      | \b\d+\ ?[+*]\ ?\d+\b""",
    re.VERBOSE,
)

_ASK = "Ask me about people, events, dates, places or decisions in the newsletters."

ELSEWHERE = f"The archive does not say. I answer only from its newsletters. {_ASK}"
"""The reply to a request for something that no archive of newsletters is for."""


def small_talk(text: str) -> str | None:
    """A short reply to `text` where it asks nothing, or None: then it is a question."""
    said = re.sub(r"[\s!.?,;:)(\U0001F300-\U0001FAFF]+", " ", text.casefold().replace("’", "'")).strip()
    if _GREETING.fullmatch(said):
        return f"Hello. {_ASK}"
    if _THANKS.fullmatch(said):
        return f"You are welcome. {_ASK}"
    if _ABILITIES.fullmatch(said):
        return (
            "I answer from the newsletters in this archive, in their own words: each answer is a quotation that you can"
            " open in its article. I say so when they do not tell. " + _ASK
        )
    return None


def is_elsewhere(text: str) -> bool:
    """Whether `text` asks for something that no newsletter archive is for: code, sums, today's weather."""
    return bool(_ELSEWHERE.search(" ".join(text.casefold().split())))
