"""Answers and sources as HTML. Every character of a newsletter is escaped here: it is text, never markup."""

import html
import re
from collections.abc import Sequence

from assistant import Answer, Citation
from assistant.writing import how_written
from corpus import Issue, Sentence, Source
from web.links import question_link, source_link

# Markdown gives these a meaning that a quotation must not have; as character references they are only shown.
_MARKDOWN = str.maketrans({c: f"&#{ord(c)};" for c in "\\`*_{}[]()#+-.!|~$:@/\"'"})


def show(text: str) -> str:
    """`text` for a place that is read as Markdown and HTML, neither of which it can reach."""
    return html.escape(" ".join(text.split()), quote=False).translate(_MARKDOWN)


def answer_html(answer: Answer, words: int | None = None) -> str:
    """The answer with its markers as links, cut after `words` words while it is being written."""
    if answer.status != "answered":
        lines = _cut(answer.text, words)[0].split("\n")
        nearest = _nearest(answer)
        return '<div class="reply">' + "".join(f"<p>{nearest.get(line) or show(line)}</p>" for line in lines) + "</div>"
    if not answer.hits:
        return _list_html(answer, words)
    phrase, left = _cut(answer.phrase, words)
    parts = [f'<p class="phrase"><strong>{show(phrase)}</strong></p>'] if phrase else []
    if not answer.written_by and (lead := answer.text.removeprefix(answer.phrase).partition("“")[0].strip()):
        parts.append(f"<p>{show(lead)}</p>")  # what the history of events says before the articles are quoted
    if answer.written_by:
        parts.append(f"<p>{_marked_lines(answer.text.removeprefix(answer.phrase), answer)}</p>")
    for citation in answer.citations:
        text, left = _cut(citation.text, left)
        if text:
            whole = text == citation.text
            closing = f"” {_marker(citation)}" if whole else "…"
            parts.append(f"<blockquote><p>“{show(text)}{closing}</p></blockquote>")
    if left is None or left > 0:
        parts += [note_html(how_written(answer)), _references(answer)]
    return "".join(parts)


def _list_html(answer: Answer, words: int | None) -> str:
    """An answer from the history of events, which rests on no passages: its lines, with their markers as links."""
    text, left = _cut(answer.text, words)
    lines = "".join(f"<p>{_marked_lines(line, answer)}</p>" for line in text.split("\n"))
    return f'<div class="reply">{lines}</div>{_references(answer) if left is None or left > 0 else ""}'


def _marked_lines(text: str, answer: Answer) -> str:
    """`text` with its markers as links."""
    links = {str(citation.marker): _marker(citation) for citation in answer.citations}
    return re.sub(r"&#91;(\d+)&#93;", lambda match: links.get(match[1], match[0]), show(text))


def _cut(text: str, words: int | None) -> tuple[str, int | None]:
    """The first `words` words of `text`, and how many words are left to show after it."""
    if words is None:
        return text, None
    spoken = list(re.finditer(r"\S+", text))
    return (
        (text, words - len(spoken)) if len(spoken) <= words else (text[: spoken[words - 1].end()] if words else "", 0)
    )


def _marker(citation: Citation) -> str:
    return f'<a class="cite" href="{html.escape(_link(citation))}">&#91;{citation.marker}&#93;</a>'


def _references(answer: Answer) -> str:
    """Where the quotations stand, an article in a line, and the link that asks the question again."""
    articles: dict[tuple[str, str], list[Citation]] = {}
    for citation in answer.citations:
        articles.setdefault((citation.source.label, citation.headline), []).append(citation)
    rows, issue = [], ""
    for (label, headline), cited in articles.items():
        named = f" <small>{show(label)}</small>" if label != issue else ""  # not again for the article below
        address = html.escape(_link(cited[0]))
        rows.append(f'<li>{" ".join(map(_marker, cited))} <a href="{address}">{show(headline)}</a>{named}</li>')
        issue = label
    link = permalink_html(question_link(answer.question), "Link to this answer")
    return f'<ul class="references">{"".join(rows)}</ul>{link}'


def _nearest(answer: Answer) -> dict[str, str]:
    """The lines of a refusal that name an article, each with its link."""
    return {
        f"– {passage.headline} ({passage.source.label})": f"– "
        f'<a href="{html.escape(source_link(passage.source.path, passage.start, passage.start))}">'
        f"{show(passage.headline)}</a> <small>{show(passage.source.label)}</small>"
        for passage in (hit.passage for hit in answer.hits)
    }


def _link(citation: Citation) -> str:
    return source_link(citation.path, citation.start, citation.end)


def permalink_html(address: str, words: str) -> str:
    """A link that reopens something; `page.js` copies its address when it is selected."""
    return f'<a class="permalink" href="{html.escape(address)}">{words}</a>'


def note_html(text: str, failed: bool = False) -> str:
    """A line about the state of things; nothing when there is nothing to say."""
    return f'<p class="{"fault" if failed else "note"}" role="status">{show(text)}</p>' if text else ""


def examples_html(questions: Sequence[str]) -> str:
    """Questions that are asked when selected; `page.js` does that."""
    buttons = "".join(f'<button type="button" class="example">{show(question)}</button>' for question in questions)
    return f"<h2>Try</h2>{buttons}" if buttons else ""


def issues_html(issues: Sequence[tuple[Source, Sequence[tuple[str, int]]]]) -> str:
    """The issues of the archive with their headlines, each a link to its article."""
    parts = []
    for source, headlines in issues:
        rows = "".join(
            f'<li><a href="{html.escape(source_link(source.path, start, start))}">{show(headline)}</a></li>'
            for headline, start in headlines
        )
        parts.append(f"<details><summary>{show(source.label)}</summary><ul>{rows}</ul></details>")
    return f"<h2>Issues</h2>{''.join(parts)}" if parts else ""


def source_html(issue: Issue, start: int, end: int) -> str:
    """The article that `[start, end)` stands in, as a page of its own, that stretch highlighted."""
    around = [article for article in issue.articles if article.start <= start < max(article.end, article.start + 1)]
    article = min(around or issue.articles[:1], key=lambda a: a.end - a.start)
    body, paragraph = [], None
    for sentence in article.sentences:
        if sentence.role != "text":
            tag = {"headline": "h1", "section": "h2", "dateline": "p class=dateline"}[sentence.role]
            body.append(f"<{tag}>{_marked(sentence, start, end)}</{tag.split()[0]}>")
        elif sentence.paragraph == paragraph:
            body[-1] = body[-1].removesuffix("</p>") + f" {_marked(sentence, start, end)}</p>"
        else:
            body.append(f"<p>{_marked(sentence, start, end)}</p>")
        paragraph = sentence.paragraph
    return _PAGE.format(
        title=html.escape(article.headline),
        label=html.escape(issue.source.label),
        path=html.escape(issue.source.path),
        body="".join(body),
    )


def _marked(sentence: Sentence, start: int, end: int) -> str:
    text = html.escape(sentence.text)
    return f'<mark id="quote">{text}</mark>' if sentence.start < end and start < sentence.end else text


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 1rem; }}
h1 {{ line-height: 1.25; font-size: 1.5rem; }} h2 {{ font-size: 1.15rem; }}
mark {{ background: #ffe58a; padding: .1em 0; }}
.dateline {{ text-transform: uppercase; font-size: .8rem; letter-spacing: .05em; color: #555; }}
footer {{ color: #555; font-size: .85rem; border-top: 1px solid #ddd; padding-top: .5rem; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #18181b; color: #e4e4e7; }} mark {{ background: #8a6d00; color: #fff; }}
  .dateline, footer {{ color: #a1a1aa; }}
}}
</style>
</head>
<body><article>{body}</article><footer>{label} · {path}</footer></body>
</html>"""
