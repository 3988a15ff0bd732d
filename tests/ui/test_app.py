"""The page's flows in Streamlit's AppTest, on the scripted model."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.answers.suggestions import ABOUT
from chat.errors import DownloadFailed, InputError, ModelFailed
from chat.intake import source
from chat.models import registry
from chat.models.memory import Memory
from chat.models.weights import store
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from ui import identity, room, session
from ui.kinds import DOWNLOAD
from ui.panels import talk

ROOT = Path(__file__).parents[2]
APP, UI = str(ROOT / "app.py"), ROOT / "ui"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The page finds its weights, runs on the scripted model, and keeps its library in a folder of its own."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ())
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ())
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    monkeypatch.setattr(identity, "_cookie", lambda: "")
    yield
    room._desk.collect("everybody", DOWNLOAD)


def page() -> AppTest:
    return AppTest.from_file(APP, default_timeout=30).run()


def button(at: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(b for b in at.button if b.label == label)


def settle(at: AppTest) -> AppTest:
    """Wait for all jobs to end, and draw the page again."""
    for job in list(room._desk._jobs.values()):
        assert job.wait(30)
    at.run()
    assert not at.exception
    return at


def read(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    button(at, "Read").click()
    return settle(at.run())


def ask(at: AppTest, question: str) -> AppTest:
    at.chat_input[0].set_value(question)
    return settle(at.run())


def again(at: AppTest) -> AppTest:
    """Load the page anew in the same browser: the session is lost, the cookie and the address stay."""
    new = AppTest.from_file(APP, default_timeout=30)
    new.session_state[session._VISITOR] = at.session_state[session._VISITOR]
    for name, values in at.query_params.items():
        new.query_params[name] = values
    return new.run()


def shown(at: AppTest) -> str:
    """Return all that the page shows, as HTML or text."""
    pieces = [*at.get("html"), *at.markdown, *at.text, *at.error, *at.info, *at.caption]
    return "\n".join(str(getattr(piece, "value", None) or getattr(piece.proto, "body", "")) for piece in pieces)


def test_the_empty_page_asks_for_an_article_and_says_what_is_in_use() -> None:
    at = page()
    assert not at.exception
    assert at.text_area[0].label == "German article"
    assert [tab.label for tab in at.tabs] == ["Paste", "File", "Web address"]
    assert any("Qwen2.5-Coder-1.5B" in caption.value for caption in at.caption)


def test_an_article_is_read_into_panels_beside_it() -> None:
    at = read(page(), ARTICLE)
    text = shown(at)
    assert [tab.label for tab in at.tabs] == ["Summary", "Who claims what", "Ask", "Download"]
    assert 'id="s5"' in text and 'href="#s3"' in text
    assert "Left out: comment prompt" in text


def test_the_example_opens_with_one_click_and_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    at = page()
    button(at, "Open an example").click()
    at = at.run()
    assert not at.exception
    assert "Wendbach" in shown(at) and 'id="s5"' in shown(at)


def test_the_example_is_what_would_be_read_now() -> None:
    example = Reading.model_validate_json((UI / "example.json").read_text(encoding="utf-8"))
    text = (UI / "example.txt").read_text(encoding="utf-8")
    assert example.article.text == text.rstrip("\n") or example.article.text == text
    claims, _ = pipeline.claims(example.article.text, None)
    assert [claim.model_copy(update={"english": None}) for claim in example.claims] == list(claims)


def test_a_web_address_is_fetched_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "from_url", lambda url: ARTICLE)
    at = page()
    at.text_input(key="address").set_value("https://zeitung.example/artikel")
    button(at, "Fetch and read").click()
    assert "Nordhaven" in shown(settle(at.run()))


def test_an_address_that_cannot_be_read_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(url: str) -> str:
        raise InputError("The page did not answer.", hint="Paste the article.")

    monkeypatch.setattr(source, "from_url", fail)
    at = page()
    at.text_input(key="address").set_value("https://zeitung.example/artikel")
    button(at, "Fetch and read").click()
    assert "The page did not answer." in shown(at.run())


def test_addresses_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    at = page()
    assert button(at, "Fetch and read").disabled
    assert "BELEGT_FETCH" in shown(at)


def test_a_question_gets_a_cited_answer_and_keeps_it_over_reruns() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.run()
    assert "Spokesman Henrik Dahl" in shown(at)
    assert "bezeichnete das Gutachten" in shown(at)
    assert shown(at).count("Who warned of losses?") == 1


def test_a_suggested_question_is_answered() -> None:
    at = read(page(), ARTICLE)
    offered = next(group for group in at.button_group if "suggested" in (group.key or ""))
    offered.set_value(ABOUT)
    at = settle(at.run())
    assert "What is the article about?" in shown(at)


def test_what_is_not_in_the_article_is_said_so() -> None:
    at = ask(read(page(), ARTICLE), "What did Angela Merkel say?")
    assert "The article does not say." in shown(at)


def test_reading_and_conversation_are_there_after_a_reload() -> None:
    at = again(ask(read(page(), ARTICLE), "Who warned of losses?"))
    assert "Spokesman Henrik Dahl" in shown(at)
    assert 'id="s5"' in shown(at)


def test_a_reload_in_the_middle_of_reading_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(30)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    new = again(at)
    assert button(new, "Cancel")
    go.set()
    assert 'id="s5"' in shown(settle(new))


def test_nobody_sees_what_another_reads() -> None:
    at = read(page(), ARTICLE)
    stranger = AppTest.from_file(APP, default_timeout=30)
    stranger.query_params["reading"] = at.query_params["reading"]
    stranger.run()
    assert "Nordhaven" not in shown(stranger)
    assert "not in your library" in shown(stranger)


def test_what_was_read_is_listed_found_and_deleted() -> None:
    at = read(page(), ARTICLE)
    title = next(b.label for b in at.button if (b.key or "").startswith("open-"))
    button(at, "New article").click()
    at = at.run()
    assert at.text_area
    at.text_input(key="search").set_value("hafen brücke xylophon")
    assert "Nothing has these words" in shown(at.run())
    at.text_input(key="search").set_value("Vollsperrung")
    at = at.run()
    button(at, title).click()
    at = at.run()
    assert 'id="s5"' in shown(at)
    button(at, "Delete for good").click()
    at = at.run()
    assert at.text_area and not any((b.key or "").startswith("open-") for b in at.button)


def test_without_history_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    at = read(page(), ARTICLE)
    assert 'id="s5"' in shown(at) and "not kept" in shown(at)
    assert not (tmp_path / "data").exists()


def test_a_library_that_fails_loses_no_reading(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    at = read(page(), ARTICLE)
    assert 'id="s5"' in shown(at)
    assert at.error


def test_another_length_is_written_on_request() -> None:
    at = read(page(), ARTICLE)
    before = shown(at)
    lengths = next(group for group in at.button_group if (group.key or "").startswith("length-"))
    lengths.set_value("short")
    at = settle(at.run())
    assert shown(at) != before
    assert 'id="s5"' in shown(at)


def lengths(at: AppTest):  # type: ignore[no-untyped-def]
    return next(group for group in at.button_group if (group.key or "").startswith("length-"))


def failing(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Have every engine fail from now on; return the list of the attempts to open one."""
    attempts: list[object] = []

    def fail(settings: object) -> registry.Engines:
        attempts.append(settings)
        raise ModelFailed("The model stumbled.", hint="Try again.")

    monkeypatch.setattr(registry, "open_engines", fail)
    return attempts


def test_a_length_that_fails_is_tried_once_and_can_be_chosen_again(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    with monkeypatch.context() as broken:
        attempts = failing(broken)
        lengths(at).set_value("short")
        at = settle(settle(at.run()).run())
        assert len(attempts) == 1
        assert "The model stumbled." in shown(at) and lengths(at).value == "medium"
    lengths(at).set_value("short")
    at = settle(at.run())
    assert "The model stumbled." not in shown(at) and lengths(at).value == "short"


def test_a_suggested_question_that_fails_is_asked_once_and_can_be_chosen_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = read(page(), ARTICLE)
    with monkeypatch.context() as broken:
        attempts = failing(broken)
        suggested(at).set_value(ABOUT)
        at = settle(settle(at.run()).run())
        assert len(attempts) == 1
        assert "The model stumbled." in shown(at) and ABOUT in shown(at) and suggested(at).value is None
    suggested(at).set_value(ABOUT)
    assert "The model stumbled." not in shown(settle(at.run()))


def test_a_suggestion_that_is_clicked_twice_is_asked_once() -> None:
    at = read(page(), ARTICLE)
    suggested(at).set_value(ABOUT)
    at.run()
    talk._ask_suggested(None, None, None, "")  # type: ignore[arg-type]  # the second click takes the choice back
    at = settle(at)
    assert ABOUT in shown(at) and not at.error


def test_reading_again_that_cannot_begin_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    monkeypatch.setattr(room._desk, "_running", 0)
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "hands full" in shown(at) and at.text_area[0].value == ARTICLE


def test_what_was_read_is_not_in_the_box_for_the_next_article() -> None:
    at = read(page(), ARTICLE)
    button(at, "Delete for good").click()
    assert at.run().text_area[0].value == ""


def suggested(at: AppTest):  # type: ignore[no-untyped-def]
    return next(group for group in at.button_group if (group.key or "").startswith("suggested-"))


def test_when_there_is_no_room_for_another_job_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    monkeypatch.setattr(room._desk, "_running", 0)
    suggested(at).set_value(ABOUT)
    at = settle(at.run())
    assert "hands full" in shown(at)
    lengths(at).set_value("short")
    at = settle(at.run())
    assert shown(at).count("hands full") == 2 and lengths(at).value == "medium"


def test_a_reading_that_failed_while_another_page_was_open_is_offered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def fail(settings: object) -> registry.Engines:
        assert go.wait(30)
        raise ModelFailed("The model stumbled.", hint="Try again.")

    with monkeypatch.context() as broken:
        broken.setattr(registry, "open_engines", fail)
        at = page()
        at.text_area[0].set_value(ARTICLE)
        button(at, "Read").click()
        at.run()
        button(at, "New article").click()
        at.run()
        go.set()
        at = settle(at)
    assert "not read to its end" in shown(at) and "The model stumbled." in shown(at)
    at.text_area(key="terms").set_value("no term")
    button(at, "Read it now").click()
    at = settle(at.run())
    assert "no term" in shown(at) and button(at, "Read it now")  # not begun: it is still there
    at.text_area(key="terms").set_value("")
    button(at, "Read it now").click()
    at = settle(at.run())
    assert 'id="s5"' in shown(at)
    button(at, "New article").click()
    assert "not read to its end" not in shown(at.run())


def test_deleting_everything_stops_what_is_under_way_and_nothing_of_it_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replies = Memory(tmp_path / "data" / "memory.sqlite3")
    begun, go = threading.Event(), threading.Event()

    def slow(settings: object) -> registry.Engines:
        begun.set()
        assert go.wait(30)
        replies.keep({b"a": "English of the article"})
        return scripted_engines()[0]

    at = page()
    assert button(at, "Delete everything for good")  # also of what was stopped, and is listed nowhere
    monkeypatch.setattr(registry, "open_engines", slow)
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    (job,) = room._desk._jobs.values()
    assert begun.wait(30)
    button(at, "Delete everything for good").click()
    at.run()
    go.set()
    assert job.wait(30) and job.state == "cancelled"
    assert replies.count() == 0
    at = settle(at)
    assert at.text_area[0].value == "" and "not read to its end" not in shown(at)


def test_claims_are_filtered() -> None:
    at = read(page(), ARTICLE)
    stances = next(group for group in at.button_group if group.label == "Stance")
    stances.set_value(["denies"])
    at = at.run()
    ledger = next(element.proto.body for element in at.get("html") if "belegt ledger" in element.proto.body)
    assert "denies" in ledger and ">demands<" not in ledger
    assert any(" of " in caption.value and "claims" in caption.value for caption in at.caption)


def test_what_was_left_out_is_taken_back() -> None:
    at = read(page(), ARTICLE)
    assert "Left out as not part of the article: 3" in [expander.label for expander in at.expander]
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "Left out as not part of the article: 2" in [expander.label for expander in at.expander]


def test_an_answer_is_rated() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.feedback[0].set_value(1)
    at.run()
    assert again(at).feedback[0].value == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text"),
        ("Brücke", "too short"),
        ("The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3, "English"),
    ],
)
def test_what_cannot_be_read_is_explained_and_not_lost(text: str, message: str) -> None:
    at = read(page(), text)
    assert message in shown(at)
    assert at.text_area[0].value == text
    assert "reading" not in at.query_params


def test_a_text_too_short_to_tell_can_be_read_as_german() -> None:
    at = read(page(), "Brücke gesperrt")
    button(at, "It is German: read it").click()
    assert 'id="s1"' in shown(settle(at.run()))


def test_english_can_be_read_without_translation() -> None:
    at = read(page(), "The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3)
    button(at, "Read it as English, without translation").click()
    assert 'id="s1"' in shown(settle(at.run()))


def test_cancelling_a_reading_brings_back_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(30)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    button(at, "Cancel").click()
    at.run()
    go.set()
    at = settle(at)
    assert at.text_area[0].value == ARTICLE
    assert "reading" not in at.query_params


def test_a_model_that_fails_is_explained_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: object) -> registry.Engines:
        raise ModelFailed("The model stumbled.", hint="Try again.")

    monkeypatch.setattr(registry, "open_engines", fail)
    at = read(page(), ARTICLE)
    assert "The model stumbled." in shown(at) and "Try again." in shown(at)
    assert at.text_area[0].value == ARTICLE


def test_missing_weights_are_explained_and_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"qwen2.5-coder-1.5b"}
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: tuple(absent))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: tuple(absent))
    monkeypatch.setattr(store, "pull", lambda name, **options: absent.discard(name))
    at = page()
    assert "1,117 MB" in shown(at) and "Apache-2.0" in shown(at)
    assert button(at, "Read").disabled
    button(at, "Fetch it").click()
    assert not button(settle(at.run()), "Read").disabled


def test_a_failed_download_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, **options: object) -> None:
        raise DownloadFailed("No source answered.", hint="Check the network.")

    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(store, "pull", fail)
    at = page()
    button(at, "Fetch it").click()
    at = settle(at.run())
    assert "Check the network." in shown(at)
    assert button(at, "Fetch it")


def test_an_article_with_markup_is_escaped() -> None:
    at = ask(read(page(), f"{ARTICLE}\n\nDie Stadt {HOSTILE} teilte mit, sie prüfe das."), HOSTILE)
    pieces = "\n".join(
        str(piece.proto.body) for piece in at.get("html") if not piece.proto.body.startswith(("<style>", "<script>"))
    )
    assert "<script" not in pieces and "<img" not in pieces
    assert "&lt;img" in pieces


def test_better_answers_are_offered_and_nothing_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("minilm",))
    at = page()
    assert "can use" in shown(at) and "MiniLM" in shown(at)
    assert not button(at, "Read").disabled


def test_the_readers_terms_are_used_and_marked_where_they_are_not() -> None:
    at = page()
    terms = next(area for area in at.text_area if area.label.startswith("German and its English"))
    terms.set_value("Nordhaven = Northport")
    text = shown(read(at, ARTICLE))
    assert "“Nordhaven” is to be “Northport” by the glossary." in text
    assert '<span class="doubtful">' in text


def test_terms_that_are_none_are_explained_and_the_article_stays() -> None:
    at = page()
    next(area for area in at.text_area if area.label.startswith("German and its English")).set_value("Nordhaven")
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at = settle(at.run())
    assert "Line 1 of the glossary is no term" in shown(at)
    assert at.text_area[0].value == ARTICLE
