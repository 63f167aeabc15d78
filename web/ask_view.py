"""The chat: questions and their quoted answers."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant import Answer, Assistant, Turn
from corpus import NewsletterError
from web.rendering import answer_html, examples_html, issues_html, note_html, show
from web.startup import Startup

# Asked of the shipped issue; any other archive is asked for its latest issue.
_EXAMPLES = (
    "Who chaired the 9th Governing Board meeting?",
    "How many people attended the World Science Forum?",
    "Which events took place in Romania?",
    "When will the 4th General Assembly take place?",
)
_EXAMPLES_ANYWHERE = ("What is in the latest issue?", "Which events are coming up?")
_EXAMPLES_FOR = "anso-newsletter-25-2024-12.md"
_FOCUS = "() => document.querySelector('#question textarea')?.focus()"
_MOST_ISSUES = 100
_WORDS_A_STEP = 6

Chat = list[dict[str, Any]]
Said = list[tuple[str, str]]


@dataclass
class _Conversation:
    """Whether its page has gone on to another one; an answer that is still being written is then left off."""

    over: bool = False


def add_ask_view(page: gr.Blocks, startup: Startup) -> tuple[gr.HTML, gr.HTML]:
    """The chat, in the block that is open; what holds the examples and the issues, which `overview` fills.

    A page opened with a question in its address, `?q=…`, asks it.
    """

    def ask(question: str, chat: Chat, said: Said, own: _Conversation) -> Iterator[tuple[Any, Chat, Said]]:
        if not question.strip():
            yield question, chat, said
            return
        chat = [*chat, {"role": "user", "content": show(question)}]
        for content, spoken in _reply(startup, question, said):
            if own.over:
                break
            now = [*said, ("user", question), ("assistant", spoken)] if spoken else said
            yield "", [*chat, {"role": "assistant", "content": content}], now
        if own.over:  # a bubble that was on its way when it ended is taken away again
            yield gr.skip(), [], []

    def reopen(own: _Conversation, request: gr.Request) -> Iterator[tuple[Any, Chat, Said]]:
        if question := request.query_params.get("q"):  # else nothing is sent: it would wipe out what is being typed
            yield from ask(question, [], [], own)

    def end(own: _Conversation) -> tuple[Chat, Said, _Conversation]:
        own.over = True
        return [], [], _Conversation()

    said, conversation = gr.State([]), gr.State(_Conversation())
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=300):
            chat = _chat()
            with gr.Row(elem_id="ask"):
                box, send = _question()
        with gr.Column(scale=1, min_width=260):
            clear = gr.Button("New conversation", size="sm")
            examples = gr.HTML("", elem_id="examples")
            issues = gr.HTML("", elem_id="issues")
    everything = [box, chat, said]
    quietly = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on([box.submit, send.click], ask, [*everything, conversation], everything, **quietly)
    page.load(reopen, conversation, everything, **quietly)
    page.load(_listening, outputs=[box, send], queue=False, **quietly).then(js=_FOCUS, queue=False, **quietly)
    gr.on(
        [chat.clear, clear.click], end, conversation, [chat, said, conversation], api_visibility="private", queue=False
    )
    return examples, issues


def overview(assistant: Assistant) -> tuple[str, str]:
    """The example questions and the list of issues, as HTML."""
    issues = assistant.issues(_MOST_ISSUES)
    shipped = any(source.path == _EXAMPLES_FOR for source, _ in issues)
    latest = [f"Tell me about {headline}" for headline, _ in issues[0][1][:2]] if issues else []
    return examples_html(_EXAMPLES if shipped else (*_EXAMPLES_ANYWHERE, *latest)), issues_html(issues)


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        show_label=False,
        elem_id="chat",
        height="60vh",
        buttons=["copy"],
        feedback_options=None,
        autoscroll=False,  # to the end, where the references are; page.js keeps the question in sight
        latex_delimiters=[],
        group_consecutive_messages=False,
        placeholder="Ask about people, places, dates, decisions …",
    )


def _question() -> tuple[gr.Textbox, gr.Button]:
    """Where questions are typed and sent; not before the page listens, for what was typed then would be lost."""
    box = gr.Textbox(
        interactive=False,
        show_label=False,
        container=False,
        placeholder="Ask a question",
        scale=8,
        max_lines=4,
        elem_id="question",
    )
    return box, gr.Button("Ask", interactive=False, variant="primary", scale=1, min_width=80)


def _listening() -> tuple[gr.Textbox, gr.Button]:
    return gr.Textbox(interactive=True), gr.Button(interactive=True)


def _reply(startup: Startup, question: str, said: Said) -> Iterator[tuple[str, str]]:
    """What the assistant's bubble shows while it answers, and what is remembered of it once it is complete."""
    while (assistant := startup.wait(0.3)) is None:
        if startup.failed:
            yield note_html(startup.status, failed=True), ""
            return
        yield note_html(f"{startup.status} …"), ""
    try:
        for answer in assistant.stream(question, [Turn(role, text) for role, text in said]):  # type: ignore[arg-type]
            if answer.written_by:
                yield answer_html(answer), ""
    except NewsletterError as error:
        yield note_html(str(error), failed=True), ""
        return
    for words in () if answer.written_by else range(_WORDS_A_STEP, len(answer.text.split()), _WORDS_A_STEP):
        yield answer_html(answer, words), ""
        time.sleep(0.02)
    yield answer_html(answer), _spoken(answer)


def _spoken(answer: Answer) -> str:
    """What a follow-up may refer to: an answer's text; a refusal names only what is not there."""
    return answer.text if answer.status == "answered" else "The archive does not say."
