"""The conversation about a dossier: questions, answers that cite its articles, and what to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from chat.errors import Cancelled, ChatError
from chat.export.markdown import escaped
from chat.gathering import ask
from chat.jobs import Job
from chat.localization import in_tongue, t
from chat.models import registry
from chat.schema import Answer
from chat.storage.library import Thumb, Turn
from ui import kinds, session
from ui.markup.answers import looking, unchecked
from ui.markup.dossier import answers as markup
from ui.panels import errors
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of
from ui.shelf import Stopped
from ui.tasks import watch

_THUMBS: tuple[Thumb, ...] = ("down", "up")  # as the widget counts them
_LONGEST_QUESTION = 1_000  # characters
_PAGE = 20  # answers
_SUGGESTED = 6
_OF_ALL = ("What do the articles disagree on?", "What do all articles say?")


def show(shown: Shown) -> None:
    """Show the conversation, the answer that is being found, and the line for the next question."""
    kind = kinds.answer(shown.id)
    try:
        turns = shown.cabinet.dossiers.answers(shown.room.owner, shown.id)
    except ChatError as error:
        errors.show(error)
        return
    for turn in page_of(turns, size=_PAGE, key=shown.key("turns"), what=t("Answers")):
        _turn(turn, shown)
    stopped = shown.cabinet.beside(shown.room.owner, shown.id).stopped
    if stopped:
        _question(stopped.question)
        with st.chat_message("assistant", avatar=":material/article:"):
            st.caption(t("Stopped."))
    is_written = shown.room.tasks.find(kind) is not None
    if is_written:
        watch(shown.room.tasks, kind, draw=_draw, ended=lambda job: _keep_unfinished(job, shown))
    elif failed := shown.room.tasks.error(kind):
        errors.show(failed)
    if not is_written:
        _offer(turns, shown)
    with st.container():  # on its own it would stick to the bottom of the window
        typed = st.chat_input(
            t("Who claimed what, and where do they disagree?"),
            disabled=is_written,
            max_chars=_LONGEST_QUESTION,
            key=shown.key("question"),
        )
    if typed:
        _ask(typed, turns, shown)
        st.rerun()


def suggestions(shown: Shown) -> list[str]:
    """Return what can be asked about the dossier."""
    spoken = sorted(shown.dossier.people, key=lambda person: -len(person.articles))
    names = [person.name for person in spoken if person.german and len(person.articles) > 1]
    asked = [*_OF_ALL]
    return [*asked, *(f"What does {_within_sentence(name)} say?" for name in names)][:_SUGGESTED]


def _within_sentence(name: str) -> str:
    return f"the {name.removeprefix('The ')}" if name.startswith("The ") else name


def _offer(turns: tuple[Turn, ...], shown: Shown) -> None:
    """Offer what was not asked yet."""
    asked = {turn.answer.question for turn in turns}
    offered = [question for question in suggestions(shown) if question not in asked]
    if not offered:
        return
    here = shown.room.session
    key = shown.key("suggested", here.attempts(kinds.answer(shown.id)))
    st.pills(
        t("You could ask"),
        offered,
        format_func=lambda question: escaped(in_tongue(question)),  # they name whom the articles name
        key=key,
        on_change=lambda: _ask_suggested(here.question_at(key), turns, shown),
    )


def _ask_suggested(question: str | None, turns: tuple[Turn, ...], shown: Shown) -> None:
    if question and not shown.room.tasks.is_running(kinds.answer(shown.id)):
        _ask(question, turns, shown)


def _turn(turn: Turn, shown: Shown) -> None:
    _question(turn.answer.question)
    with st.chat_message("assistant", avatar=":material/article:"):
        st.html(markup.answer(turn.answer, shown.look))
        key = shown.key("thumb", turn.position)
        shown.room.session.show_thumb(key, _THUMBS.index(turn.thumb) if turn.thumb else None)
        st.feedback("thumbs", key=key, on_change=_rate, args=(shown, turn.position, key))


def _rate(shown: Shown, position: int, key: str) -> None:
    """Note what the reader thinks of an answer now."""
    chosen = shown.room.session.thumb_at(key)
    thumb = None if chosen is None else _THUMBS[chosen]
    try:
        shown.cabinet.dossiers.rate(shown.room.owner, shown.id, position, thumb)
    except ChatError as error:
        shown.room.tasks.refuse(kinds.answer(shown.id), error)


def _question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(question)


def _ask(question: str, turns: tuple[Turn, ...], shown: Shown) -> None:
    """Start the job that answers a question."""
    room, cabinet, id, dossier = shown.room, shown.cabinet, shown.id, shown.dossier
    cabinet.note_stopped(room.owner, id, None)
    try:
        terms = room.glossary()
    except ChatError as error:
        room.tasks.refuse(kinds.answer(id), error)
        return
    asked = partial(ask, dossier, question, history=[turn.answer for turn in turns], glossary=terms)
    translator = None if room.missing else lambda: room.tasks.open_engines().translator

    def work(report: Callable[[str], None], cancelled: Callable[[], bool]) -> Answer:
        answer = asked(embedder=registry.open_embedder(room.settings), translator=translator, cancelled=cancelled)
        if cancelled():
            raise Cancelled("Stopped.")
        cabinet.dossiers.add_answer(room.owner, id, answer)
        return answer

    room.tasks.start(kinds.answer(id), work, about=question)


def _draw(job: Job[str, Answer]) -> None:
    """Show that an answer is looked for."""
    _question(job.about)
    with st.chat_message("assistant", avatar=":material/article:"):
        st.html(unchecked(job.progress) if job.progress else looking(t("Looking through the articles")))
        if st.button(t("Stop"), key=session.STOP_ANSWER):
            job.cancel()


def _keep_unfinished(job: Job[str, Answer], shown: Shown) -> None:
    """Keep a question that was stopped; an answer is in the library."""
    if job.state == "cancelled":
        shown.cabinet.note_stopped(shown.room.owner, shown.id, Stopped(job.about, ""))
