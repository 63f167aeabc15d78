"""Small issues, and what they tell of events."""

from corpus import Event, Issue, Mention, find_mentions, parse_issue


def issue(text: str, month: str = "March 2024", path: str = "issue.md") -> Issue:
    return parse_issue(path, f"The Harbour Society\n\n{month}\nIssue 7\n\n{text}")


def mentions(text: str, month: str = "March 2024", path: str = "issue.md") -> tuple[Mention, ...]:
    return find_mentions(issue(text, month, path))


def only(found: tuple[Mention, ...]) -> Mention:
    assert len(found) == 1, [m.name for m in found]
    return found[0]


def days(told: Mention | Event) -> tuple[str, str] | None:
    return (str(told.period.start), str(told.period.end)) if told.period else None


def countries(told: Mention | Event) -> list[str]:
    return [code for place in told.places for code in place.countries]
