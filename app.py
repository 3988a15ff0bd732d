"""The page: Streamlit widgets and session state, no logic. Start it with `streamlit run app.py`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, get_args

import streamlit as st

from chat import export, language, ledger, pipeline, source
from chat.errors import ChatError, LanguageError
from chat.jobs import Job
from chat.models import registry, weights
from chat.models.catalogue import lookup, title_of
from chat.schema import Answer, Length, Reading
from chat.settings import Settings
from ui import html

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

ReadingJob = Job[pipeline.Progress, Reading]
AnswerJob = Job[str, Answer]
DownloadJob = Job[weights.Progress, None]

# How often a running job is looked at, in seconds.
LOOK = 0.5


def main() -> None:
    """Draw the page once."""
    st.set_page_config(page_title="Belegt", page_icon="📰", layout="wide")
    st.html(html.stylesheet())
    state = st.session_state
    state.setdefault("draft", "")
    state.setdefault("answers", [])
    settings = Settings()
    choice = registry.choose(settings)
    header(choice)
    missing = choice.missing(settings)
    if to_fetch := choice.to_fetch(settings):
        download_panel(to_fetch, settings, needed=bool(missing))
    if state.get("reading_job"):
        progress_panel()
    elif state.get("reading"):
        with st.expander("Read another article", expanded=bool(state.get("reading_error"))):
            paste_panel(settings, ready=not missing)
        reading_panels(state["reading"], settings)
    else:
        paste_panel(settings, ready=not missing)


def header(choice: registry.Choice) -> None:
    """Say what this is and which engines are in use."""
    st.title("Belegt", anchor=False)
    st.markdown("Read a German news article in English, and see the German sentence behind every statement.")
    st.caption(
        f"Runs on this machine; no text leaves it. Chat model: {title_of(choice.model)}. "
        f"Translator: {title_of(choice.translator)}. {choice.why}"
    )


def show_error(error: ChatError) -> None:
    """Show what went wrong and what to do; both may quote the reader's input, so they are escaped."""
    st.error(f"{export.escaped(error.message)}  \n{export.escaped(error.hint)}", icon="⚠️")


def paste_panel(settings: Settings, *, ready: bool) -> None:
    """Take an article, and start reading it."""
    state = st.session_state
    if error := state.get("reading_error"):
        show_error(error)
        if isinstance(error, LanguageError):
            language_choice(error, settings)
    with st.form("paste", border=False):
        text = st.text_area("German article", value=state["draft"], height=280, placeholder="Paste the article here")
        upload = st.file_uploader("or a text file", type=["txt", "md"])
        length = st.segmented_control(
            "Summary", get_args(Length), default=state.get("length", "medium"), format_func=str.capitalize
        )
        read = st.form_submit_button("Read", type="primary", disabled=not ready)
    if read:
        state["length"] = length or "medium"
        start_reading(text, upload, settings)


def language_choice(error: LanguageError, settings: Settings) -> None:
    """Let the reader say which language it is."""
    german, english = st.columns([1, 1])
    if german.button("It is German: read it", width="stretch"):
        run_reading(st.session_state["draft"], settings, code="de")
    if error.detected == "en" and english.button("Read it as English, without translation", width="stretch"):
        run_reading(st.session_state["draft"], settings, code="en")


def start_reading(text: str, upload: UploadedFile | None, settings: Settings) -> None:
    """Start reading the file, or else what was pasted."""
    state = st.session_state
    try:
        state["draft"] = source.from_bytes(upload.getvalue(), upload.name) if upload else text
    except ChatError as error:
        state["draft"], state["reading_error"] = text, error
        st.rerun()
    run_reading(state["draft"], settings)


def run_reading(text: str, settings: Settings, *, code: str | None = None) -> None:
    """Start the job that reads a text, and show it."""
    state = st.session_state
    length: Length = state.get("length", "medium")
    state["reading_error"] = None

    def work(report: pipeline.OnProgress, cancelled: pipeline.IsCancelled) -> Reading:
        given = source.from_text(text)
        language.require_german(given, override=code)  # before the model is loaded, which takes seconds
        engines = registry.open_engines(settings)
        return pipeline.read(
            given,
            engines,
            length=length,
            code=code,
            max_characters=settings.max_characters,
            on_progress=report,
            cancelled=cancelled,
        )

    state["reading_job"] = ReadingJob(work, name="belegt-reading")
    st.rerun()


@st.fragment(run_every=LOOK)
def progress_panel() -> None:
    """Show how far the reading is, and what there is of it; then hand over to the reading."""
    state = st.session_state
    job: ReadingJob = state["reading_job"]
    if not job.running:
        finish_reading(job)
    progress = job.progress
    stage = progress.stage if progress else "loading the model"
    done, total = (progress.done, progress.total) if progress else (0, 0)
    label = f"{stage.capitalize()}: {done} of {total}" if total else f"{stage.capitalize()} …"
    bar, stop = st.columns([5, 1], vertical_alignment="center")
    bar.progress(done / total if total else 0.0, text=label)
    if stop.button("Cancel", width="stretch"):
        job.cancel()
    if progress and progress.sentences:
        st.html(html.side_by_side(progress.sentences, reasons={}, pending=True))


def finish_reading(job: ReadingJob) -> None:
    """Keep what a job that has ended gave, and redraw the page."""
    state = st.session_state
    if job.result is not None:
        state["reading"], state["answers"], state["answer_job"] = job.result, [], None
        state["answer_error"] = None
    elif job.state == "failed":
        state["reading_error"] = job.error
    state["reading_job"] = None
    st.rerun()


def reading_panels(reading: Reading, settings: Settings) -> None:
    """Show the summary, the article in both languages, and the chat."""
    for notice in reading.article.notices:
        st.info(export.escaped(notice))
    st.header("Summary", anchor=False)
    st.html(html.summary(reading))
    st.download_button(
        "Download the summary",
        export.markdown(reading, date=datetime.date.today()),
        file_name=export.file_name(reading, "md"),
        mime="text/markdown",
        on_click="ignore",
    )
    st.header("Ask the article", anchor=False)
    chat_panel(reading, settings)
    st.header("Who claims what", anchor=False)
    if reading.claims:
        by_speaker = ledger.build(reading.claims, reading.sentences)
        st.html(html.ledger(reading.claims, by_speaker, reading))
    else:
        st.markdown("The article does not report that anybody claims anything.")
    st.header("German and English", anchor=False)
    reasons = {number: paragraph.reason for number, paragraph in enumerate(reading.article.paragraphs)}
    st.html(html.side_by_side(reading.sentences, reasons=reasons))


def chat_panel(reading: Reading, settings: Settings) -> None:
    """Show the conversation, the answer that is being written, and the line for the next question."""
    state = st.session_state
    for answer in state["answers"]:
        with st.chat_message("user"):
            st.text(answer.question)
        with st.chat_message("assistant"):
            st.html(html.answer(answer))
    job: AnswerJob | None = state.get("answer_job")
    if job:
        answer_panel()
    elif error := state.get("answer_error"):
        show_error(error)
    with st.container():  # on its own it would stick to the bottom, and scroll the page there
        question = st.chat_input("Who claimed what?", disabled=bool(job), max_chars=1_000)
    if question:
        start_answer(question, reading, settings)


def start_answer(question: str, reading: Reading, settings: Settings) -> None:
    """Start the job that answers a question, and show it."""
    state = st.session_state
    history = tuple(state["answers"])

    def work(report: pipeline.OnText, cancelled: pipeline.IsCancelled) -> Answer:
        engines = registry.open_engines(settings)
        return pipeline.ask(reading, question, engines, history=history, on_text=report, cancelled=cancelled)

    state["answer_error"], state["asked"] = None, question
    state["answer_job"] = AnswerJob(work, name="belegt-answer")
    st.rerun()


@st.fragment(run_every=LOOK)
def answer_panel() -> None:
    """Show the answer as it is written; then hand over to the checked one."""
    state = st.session_state
    job: AnswerJob = state["answer_job"]
    if not job.running:
        if job.result is not None:
            state["answers"] = [*state["answers"], job.result]
        elif job.state == "failed":
            state["answer_error"] = job.error
        state["answer_job"] = None
        st.rerun()
    with st.chat_message("user"):
        st.text(state["asked"])
    with st.chat_message("assistant"):
        st.html(html.unchecked(job.progress or "Reading the sentences that could answer"))
        if st.button("Stop"):
            job.cancel()


def download_panel(missing: tuple[str, ...], settings: Settings, *, needed: bool) -> None:
    """Explain the first download and run it; one that is not needed is offered in a few words."""
    state = st.session_state
    job: DownloadJob | None = state.get("download_job")
    if job and (job.running or job.state == "done"):
        download_progress()
        return
    entries = [lookup(name) for name in missing]
    with st.container(border=True):
        st.subheader("Before the first article" if needed else "Better answers", anchor=False)
        verb = "needs" if needed else "can use"
        for entry in entries:
            st.markdown(
                f"Belegt {verb} **{entry.title}** ({entry.bytes / 1e6:,.0f} MB, {entry.licence}): {entry.purpose}."
            )
        st.markdown("It is fetched once, checked, and kept on this machine. After that no network is needed.")
        st.text(f"Kept in {settings.weights}")
        if job and job.error:
            show_error(job.error)
        if st.button("Fetch it", type="primary"):
            state["download_job"] = DownloadJob(lambda report, cancelled: fetch(missing, settings, report, cancelled))
            st.rerun()


def fetch(
    names: tuple[str, ...], settings: Settings, report: weights.OnProgress, cancelled: pipeline.IsCancelled
) -> None:
    """Fetch the weights of that names, one after the other."""
    for name in names:
        weights.pull(name, folder=settings.weights, on_progress=report, cancel=cancelled)


@st.fragment(run_every=LOOK)
def download_progress() -> None:
    """Show how far the download is; when it has ended, redraw the page."""
    job: DownloadJob = st.session_state["download_job"]
    if not job.running:
        st.rerun()
    with st.container(border=True):
        if progress := job.progress:
            st.progress(min(1.0, progress.done / progress.total), text=str(progress))
        else:
            st.progress(0.0, text="Looking for the weights …")
        if st.button("Cancel the download"):
            job.cancel()


main()
