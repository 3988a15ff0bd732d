"""The conversation about the article: questions, answers as they are written, and what to ask."""

from __future__ import annotations

import streamlit as st

from chat import pipeline
from chat.answers.suggestions import suggestions
from chat.errors import Busy
from chat.jobs import Job
from chat.models import registry
from chat.schema import Answer, Reading
from chat.storage.library import Thumb, Turn
from ui.markup import answers
from ui.panels import errors
from ui.panels.progress import LOOK
from ui.room import Open, Room

_THUMBS: tuple[Thumb, ...] = ("down", "up")  # as the widget counts them
_LONGEST_QUESTION = 1_000  # characters


def show(open: Open, room: Room) -> None:
    """Show the conversation, the answer that is being written, and the line for the next question."""
    kind = f"answer {room.open_id}"
    for turn in open.turns:
        _turn(turn, room)
    if open.stopped:
        _stopped(*open.stopped)
    writing = room.desk.find(room.owner, kind) is not None
    if writing:
        _writing(room, kind)
    elif error := room.state.get(f"{kind} error"):
        errors.show(error)
    asked = [turn.answer.question for turn in open.turns]
    offered = [question for question in suggestions(open.reading) if question not in asked]
    if not writing and offered:
        # Asked when it is chosen, not while it stays chosen: one that could not be answered is not asked for ever.
        key = f"suggested-{room.open_id}-{room.state.get('questions_asked', 0)}"
        st.pills(
            "You could ask",
            offered,
            key=key,
            disabled=bool(room.missing),
            on_change=lambda: _ask_suggested(st.session_state[key], open, room, kind),
        )
    with st.container():  # on its own it would stick to the bottom of the window
        typed = st.chat_input(
            "Who claimed what?", disabled=writing or bool(room.missing), max_chars=_LONGEST_QUESTION, key="question"
        )
    if typed:
        _ask(typed, open, room, kind)
        st.rerun()


def _ask_suggested(question: str | None, open: Open, room: Room, kind: str) -> None:
    """Ask what was chosen; a second click on it, before the page is drawn again, takes the choice back."""
    if question and not room.desk.running(room.owner, kind):
        _ask(question, open, room, kind)


def _turn(turn: Turn, room: Room) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(turn.answer.question)
    with st.chat_message("assistant", avatar=":material/article:"):
        st.html(answers.answer(turn.answer))
        key = f"thumb-{room.open_id}-{turn.position}"
        default = _THUMBS.index(turn.thumb) if turn.thumb else None
        rated = st.feedback("thumbs", key=key, default=default)
        thumb = None if rated is None else _THUMBS[rated]
        if thumb != turn.thumb and room.open_id:
            room.shelf.rate(room.owner, room.open_id, turn.position, thumb)


def _stopped(question: str, written: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.text(question)
    with st.chat_message("assistant", avatar=":material/article:"):
        if written:
            st.html(answers.unchecked(written))
        st.caption("Stopped before it was checked against the article." if written else "Stopped.")


def _ask(question: str, open: Open, room: Room, kind: str) -> None:
    """Start the job that answers a question."""
    owner, id, shelf, settings = room.owner, room.open_id or "", room.shelf, room.settings
    reading: Reading = open.reading
    history = [turn.answer for turn in open.turns]

    def work(report: pipeline.OnText, cancelled: pipeline.IsCancelled) -> Answer:
        with shelf.work_for(owner, id):
            engines = registry.open_engines(settings)
            answer = pipeline.ask(reading, question, engines, history=history, on_text=report, cancelled=cancelled)
            shelf.add_answer(owner, id, answer)
        return answer

    open.stopped, room.state[f"{kind} error"] = None, None
    room.state["questions_asked"] = room.state.get("questions_asked", 0) + 1
    try:
        room.desk.start(owner, kind, work, about=question)
    except Busy as error:
        room.state[f"{kind} error"] = error


@st.fragment(run_every=LOOK)
def _writing(room: Room, kind: str) -> None:
    """Show the answer as it is written; then hand over to the checked one."""
    job: Job[str, Answer] | None = room.desk.find(room.owner, kind)
    if job is None or not job.running:
        _finish(room, kind)
        return
    with st.chat_message("user", avatar=":material/person:"):
        st.text(job.about)
    with st.chat_message("assistant", avatar=":material/article:"):
        st.html(answers.unchecked(job.progress or "Reading the sentences that could answer"))
        if st.button("Stop", key="stop-answer"):
            job.cancel()


def _finish(room: Room, kind: str) -> None:
    """Keep the question and what was written for it of a job that did not end well; another has kept its answer."""
    job = room.desk.collect(room.owner, kind)
    if job:
        room.state[f"{kind} error"] = job.error if job.state == "failed" else None
    if job and job.state != "done" and (open := room.reading):
        open.stopped = (job.about, job.progress or "")
    st.rerun()
