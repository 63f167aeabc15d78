"""Storing takes no longer than there is to store: four times as much, about four times as long."""

from pathlib import Path

from corpus import find_mentions, parse_issue
from index.events import add_mentions
from index.store import Store
from tests.growth import QUADRATIC, growth


def test_a_page_of_many_events(tmp_path: Path) -> None:
    with Store.create(tmp_path / "archive.sqlite").write() as writer:
        read = {}

        def written(lines: int) -> str:
            text = "# Diary\n\n" + "".join(f"- 3 May 2024: Harbour Night {n}\n" for n in range(lines))
            issue = parse_issue(f"{lines}.md", text)
            read[text] = (issue, writer.add_issue(issue, [[]] * len(issue.articles)), find_mentions(issue))
            return text

        assert growth(lambda text: add_mentions(writer, *read[text]), written, 200) < QUADRATIC
