"""The conversation about the article: questions, answers as they are written, and what to ask."""

from __future__ import annotations

import time
from functools import partial

import streamlit as st

from chat import pipeline
from chat.answers.suggestions import suggestions
from chat.errors import Cancelled, ChatError
from chat.export.markdown import escaped
from chat.jobs import Job
from chat.localization import in_tongue, t
from chat.schema import Answer
from chat.storage.library import Thumb, Turn
from ui import kinds, readings, session
from ui.markup import answers
from ui.panels import errors, quotations
from ui.room import Room
from ui.shelf import Open, Stopped
from ui.tasks import watch

_THUMBS: tuple[Thumb, ...] = ("down", "up")  # as the widget counts them
_LONGEST_QUESTION = 1_000  # characters
_WAITING = "\0"  # the progress of a job that waits until the article is read to its end
_LOOK = 0.2  # seconds


def show(open: Open, room: Room) -> None:
    """Show the conversation, the answer that is being written, and the line for the next question."""
    id = room.open_id or ""
    kind = kinds.answer(id)
    quotations.show(open)
    asked_of_all = {turn.answer.question for turn in open.turns if turn.answer.read is None}
    for turn in open.turns:
        _question(turn.answer.question)
        with st.chat_message("assistant", avatar=":material/article:"):
            _answer(turn, id, room)
            if turn.answer.read and turn.answer.question not in asked_of_all:
                _ask_again(turn, open, id, room)
    if open.stopped:
        _stopped(open.stopped)
    is_written = room.tasks.find(kind) is not None
    if is_written:
        watch(room.tasks, kind, draw=_draw, ended=lambda job: _keep_unfinished(job, id, room))
    elif error := room.tasks.error(kind):
        errors.show(error)
    if not is_written:
        _offer(open, id, room)
    with st.container():  # on its own it would stick to the bottom of the window
        typed = st.chat_input(
            t("Who claimed what?"),
            disabled=is_written or bool(room.missing),
            max_chars=_LONGEST_QUESTION,
            key=session.QUESTION,
        )
    if typed:
        _ask(typed, open, id, room)
        st.rerun()


def _offer(open: Open, id: str, room: Room) -> None:
    """Offer what was not asked yet."""
    asked = [turn.answer.question for turn in open.turns]
    offered = [question for question in suggestions(open.analysed) if question not in asked]
    if offered:
        # Asked when it is chosen, not while it stays chosen: one that could not be answered is not asked for ever.
        key = session.suggested(id, room.session.attempts(kinds.answer(id)))
        st.pills(
            t("You could ask"),
            offered,
            format_func=lambda question: escaped(in_tongue(question)),  # they name whom the article names
            key=key,
            disabled=bool(room.missing),
            on_change=lambda: _ask_suggested(room.session.question_at(key), open, id, room),
        )


def _ask_suggested(question: str | None, open: Open, id: str, room: Room) -> None:
    """Ask what was chosen; a second click on it, before the page is drawn again, takes the choice back."""
    if question and not room.tasks.is_running(kinds.answer(id)):
        _ask(question, open, id, room)


def _answer(turn: Turn, id: str, room: Room) -> None:
    st.html(answers.answer(turn.answer))
    key = session.thumbs(id, turn.position)
    room.session.show_thumb(key, _THUMBS.index(turn.thumb) if turn.thumb else None)
    # Rated when it is clicked, not when it differs from what is kept: this tab may be older than that.
    st.feedback("thumbs", key=key, on_change=_rate, args=(room, id, turn.position))


def _rate(room: Room, id: str, position: int) -> None:
    """Note what the reader thinks of an answer now."""
    chosen = room.session.thumb_at(session.thumbs(id, position))
    room.shelf.rate(room.owner, id, position, None if chosen is None else _THUMBS[chosen])


def _question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(question)


def _stopped(stopped: Stopped) -> None:
    _question(stopped.question)
    with st.chat_message("assistant", avatar=":material/article:"):
        if stopped.written:
            st.html(answers.unchecked(stopped.written))
        how = t("Stopped before it was checked against the article.") if stopped.written else t("Stopped.")
        st.caption(how)


def _ask_again(turn: Turn, open: Open, id: str, room: Room) -> None:
    """Offer to ask once more what was answered before all was read."""
    is_whole = open.reading.is_whole
    can_come = is_whole or open.is_growing
    if st.button(
        t("Ask again, now that all is read") if is_whole else t("Ask again when all is read"),
        key=session.ask_again(id, turn.position),
        disabled=not can_come or room.tasks.find(kinds.answer(id)) is not None or bool(room.missing),
    ):
        _ask(turn.answer.question, open, id, room, when_whole=True)
        st.rerun()


def _ask(question: str, open: Open, id: str, room: Room, *, when_whole: bool = False) -> None:
    """Start the job that answers a question, by what is read of the article then, or when all of it is."""
    owner, shelf, kind = room.owner, room.shelf, kinds.answer(id)
    shelf.note_stopped(owner, id, None)
    try:
        terms = room.glossary()
    except ChatError as error:
        room.tasks.refuse(kind, error)
        return
    asked = partial(pipeline.ask, history=[turn.answer for turn in open.turns], glossary=terms)

    def work(report: pipeline.OnText, cancelled: pipeline.IsCancelled) -> Answer:
        if when_whole:
            report(_WAITING)
            _wait_for_the_whole(room, id, cancelled)
        engines = room.tasks.open_engines()
        reading = _newest(room, id).reading
        answer = asked(reading, question, engines, on_text=report, cancelled=cancelled)
        shelf.add_answer(owner, id, answer)
        return answer

    room.tasks.start(kind, work, about=question)


def _newest(room: Room, id: str) -> Open:
    """Return the newest there is of an article. For the thread of a job.

    Raises:
        Cancelled: it was deleted meanwhile.
    """
    open = readings.latest(room, id)
    if open is None:
        raise Cancelled("The article was deleted.")
    return open


def _wait_for_the_whole(room: Room, id: str, cancelled: pipeline.IsCancelled) -> None:
    """Wait until an article is read to its end. For the thread of a job.

    Raises:
        Cancelled: the reader does not wait any more, or deleted the article.
        ChatError: the article is not read on.
    """
    while True:
        is_read_on = room.tasks.is_running(
            kinds.reading(id)
        )  # asked first: what it has kept is there when it has ended
        if _newest(room, id).reading.is_whole:
            return
        if cancelled():
            raise Cancelled("The question was taken back.")
        if not is_read_on:
            raise ChatError("The article was not read to its end.", hint="Go on reading, then ask again.")
        time.sleep(_LOOK)


def _draw(job: Job[str, Answer]) -> None:
    """Show the answer as it is written."""
    _question(job.about)
    with st.chat_message("assistant", avatar=":material/article:"):
        if job.progress and job.progress != _WAITING:
            st.html(answers.unchecked(job.progress))
        else:
            waits = t("Waiting until the article is read to its end")
            st.html(answers.looking(waits if job.progress else t("Reading the sentences that could answer")))
        if st.button(t("Stop"), key=session.STOP_ANSWER):
            job.cancel()


def _keep_unfinished(job: Job[str, Answer], id: str, room: Room) -> None:
    """Keep the question and what was written for it where there is no answer; an answer is on the shelf."""
    if job.state != "done":
        written = "" if job.progress == _WAITING else job.progress or ""
        room.shelf.note_stopped(room.owner, id, Stopped(job.about, written))
