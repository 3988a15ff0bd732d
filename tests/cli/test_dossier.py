"""`dossier`: articles are put together, kept, shown and let go again, on the scripted model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

from chat import pipeline
from chat.cli import kept, main
from chat.errors import ModelFailed, PageUnavailable
from chat.intake import feeds, many, source
from chat.intake.robots import Wishes
from chat.intake.source import Taken
from chat.models import registry
from chat.schema import Answer, Origin, Reading
from chat.settings import Settings
from chat.storage import dossier_tables, dossiers
from chat.storage import library as library_module
from chat.storage.library import Library, open_library
from tests.cli.made import give
from tests.engines import ARTICLE

FIRST = """Freibad in Ostfeld bleibt zu

Das Freibad öffnet am 3. Mai, sagte Bürgermeisterin Anna Voss am Montag. Die Sanierung kostet 2 Millionen Euro, \
sagte Kämmerer Jan Ott."""
SECOND = """Streit um das Freibad

Das Freibad öffnet erst am 3. Juni, sagte Bürgermeisterin Anna Voss am Freitag. Die Sanierung kostet 4 Millionen \
Euro, sagte Kämmerer Jan Ott. Kritiker Udo Lenz sagte, niemand brauche ein Wellenbad."""
DANISH = "Badet åbner i maj, sagde borgmesteren mandag, og det er der ikke nogen i byen, som er overrasket over. " * 2


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BELEGT_DATA", str(tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    place = tmp_path / "texte"
    place.mkdir()
    (place / "erster.txt").write_text(FIRST, encoding="utf-8")
    (place / "zweiter.txt").write_text(SECOND, encoding="utf-8")
    return place


def run(*arguments: object) -> int:
    return main.main(["dossier", *map(str, arguments)])


def add(*files: object, name: str = "Freibad") -> int:
    return run("add", name, *files, "--no-translate")


def library() -> Library:
    opened = open_library(Settings())
    assert opened
    return opened


def members(name: str = "Freibad") -> list[tuple[int, str]]:
    """Return the numbers and titles of a dossier."""
    entry = kept.dossier(library(), name)
    return [(member.number, member.entry.title) for member in library().dossiers.members(kept.OWNER, entry.id)]


def readings(name: str = "Freibad") -> list[Reading]:
    entry = kept.dossier(library(), name)
    ids = [member.entry.id for member in library().dossiers.members(kept.OWNER, entry.id)]
    return list(library().readings(kept.OWNER, ids).values())


# Adding


def test_a_folder_is_read_without_a_model_and_told_article_by_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(registry, "open_engines", lambda settings: pytest.fail("an engine was opened"))
    assert add(folder) == 0
    shown = capsys.readouterr()
    assert shown.out == "[1] Freibad in Ostfeld bleibt zu: 2 claims\n[2] Streit um das Freibad: 3 claims\n"
    assert shown.err == ""
    assert [reading.layer for reading in readings()] == ["known", "known"]
    assert [reading.article.origin.file for reading in readings()] == ["erster.txt", "zweiter.txt"]


def test_what_is_there_is_told_and_not_added_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(folder / "erster.txt") == 0
    again = folder / "noch einmal.txt"
    again.write_text(FIRST.replace(" ", "  "), encoding="utf-8")
    assert add(folder / "erster.txt", again, folder / "zweiter.txt") == 0
    assert capsys.readouterr().err.count("is there already, as [1].") == 2
    assert [number for number, _ in members()] == [1, 2]


def test_a_text_that_was_cut_is_known_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_MAX_CHARACTERS", "1000")
    (folder / "lang.txt").write_text("\n\n".join([FIRST] * 20), encoding="utf-8")
    assert add(folder / "lang.txt") == add(folder / "lang.txt") == 0
    assert "is there already" in capsys.readouterr().err and len(members()) == 1


def test_one_that_fails_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "danish.txt").write_text(DANISH, encoding="utf-8")
    assert add("nothing.txt", folder) == 2
    shown = capsys.readouterr()
    assert "Error: nothing.txt: nothing.txt cannot be read" in shown.err
    assert "danish.txt: The text is Danish" in shown.err and "For German: --language de." in shown.err
    assert "2 of 4 could not be read." in shown.err
    assert len(members()) == 2 and shown.out.count("claims") == 2
    assert library().unfinished(kept.OWNER) == ()


def test_what_another_command_added_meanwhile_is_not_added_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = pipeline.known

    def slow(text: str, **how: Any) -> Reading:
        monkeypatch.setattr(pipeline, "known", known)
        assert add(folder) == 0  # another command
        return known(text, **how)

    monkeypatch.setattr(pipeline, "known", slow)
    assert add(folder) == 0
    assert [number for number, _ in members()] == [1, 2] and len(library().dossiers.recent(kept.OWNER)) == 1
    assert "erster.txt is there already, as [1]." in capsys.readouterr().err


def test_articles_are_counted_that_are_there_already(web: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    add("https://bote.example/1")
    assert add("https://bote.example/1", "https://bote.example/3") == 2
    assert "1 of 2 could not be read." in capsys.readouterr().err


def test_a_dossier_that_nothing_came_into_is_not_begun(capsys: pytest.CaptureFixture[str]) -> None:
    assert add("nothing.txt") == 2
    assert run("list") == 0
    assert "There are no dossiers." in capsys.readouterr().err


def test_an_article_is_translated_and_one_that_was_not_is_gone_on_with(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(article, name="Brücke") == 0
    assert run("add", "Brücke", article, "--length", "short") == 0
    shown = capsys.readouterr()
    assert "[1] Streit um die Hafenbrücke" in shown.out and "[1] Dispute over the harbour bridge" in shown.out
    assert "artikel.txt: drafting" in shown.err and "artikel.txt: done" not in shown.err
    (reading,) = readings("Brücke")
    assert reading.is_whole and reading.summary.length == "short"
    assert reading.article.origin.file == "artikel.txt"


@pytest.mark.parametrize(("error", "code"), [(ModelFailed("The model is gone."), 3), (KeyboardInterrupt(), 130)])
def test_what_was_read_before_a_fault_is_kept_and_gone_on_with(
    error: BaseException, code: int, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.go_on

    def fail(begun: Reading, engines: registry.Engines, **how: object) -> Reading:
        def stop(progress: pipeline.Progress) -> None:
            how["on_progress"](progress)  # type: ignore[operator]
            if progress.stage == "checking":
                raise error

        return whole(begun, engines, **{**how, "on_progress": stop})  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "go_on", fail)
        assert run("add", "Brücke", article) == code
    (begun,) = readings("Brücke")
    assert begun.layer == "drafted" and not begun.is_whole
    assert run("add", "Brücke", article) == 0
    assert [reading.is_whole for reading in readings("Brücke")] == [True]


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    give(monkeypatch, FIRST.encode())
    assert add("-") == 0
    assert members() == [(1, "Freibad in Ostfeld bleibt zu")]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A web with two articles; returns the addresses that are asked for."""
    asked: list[str] = []
    texts = {"https://bote.example/1": FIRST, "https://bote.example/2": SECOND}

    def take(url: str, *, allowed: bool, keep: Callable[[bytes], None] | None = None) -> Taken:
        source.check_fetching(allowed=allowed)
        asked.append(url)
        if url not in texts:
            raise PageUnavailable("The page did not come.", hint="Try again.")
        if keep:
            keep(b"WARC of " + url.encode())
        return Taken(texts[url], Origin(url=url, outlet="Ostfelder Bote"))

    monkeypatch.setattr(source, "take_url", take)
    monkeypatch.setattr(many, "of_site", lambda site: Wishes())
    monkeypatch.setattr(many, "PAUSE", 0)
    return asked


def test_addresses_are_fetched_once_and_their_pages_kept_where_that_is_wished(
    web: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "liste.txt"
    listed.write_text("https://bote.example/2\nkein Link\nhttps://bote.example/3\nhttps://bote.example/1/\n")
    assert add("https://bote.example/1", "--keep-pages") == 0
    assert add("https://bote.example/1?utm_source=x", "--addresses", listed) == 2
    shown = capsys.readouterr().err
    assert "This is no web address: kein Link" in shown and "3: The page did not come. Try again." in shown
    assert "utm_source=x is there already, as [1]." in shown
    assert web == ["https://bote.example/1", "https://bote.example/2", "https://bote.example/3"]
    assert [reading.article.origin.url for reading in readings()] == web[:2]
    entries = [
        member.entry.id for member in library().dossiers.members(kept.OWNER, kept.dossier(library(), "Freibad").id)
    ]
    assert [library().page(kept.OWNER, entry) for entry in entries] == [b"WARC of https://bote.example/1", None]


def test_the_newest_of_a_feed_are_added_with_what_it_tells_of_them(
    web: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [
        feeds.Item(f"https://bote.example/{number}", f"Titel {number}", "2027-03-09", "Anderer Name")
        for number in (2, 1, 3)
    ]
    monkeypatch.setattr(feeds, "at", lambda url, *, allowed: feeds.Feed(url, tuple(items)))
    assert add("--feed", "https://bote.example/feed", "--newest", 2) == 0
    assert web == ["https://bote.example/2", "https://bote.example/1"]
    origins = [reading.article.origin for reading in readings()]
    assert [(origin.title, origin.outlet, origin.published) for origin in origins] == [
        ("Titel 2", "Ostfelder Bote", "2027-03-09"),
        ("Titel 1", "Ostfelder Bote", "2027-03-09"),
    ]
    assert add("--feed", "https://bote.example/feed") == 2
    assert capsys.readouterr().err.count("is there already") == 2 and len(web) == 3


def test_what_a_feed_tells_is_known_of_an_address_that_was_named_in_another_way(
    web: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = feeds.Item("https://bote.example/1/?utm_source=feed", "Titel", "2027-03-09", "Anderer Name")
    monkeypatch.setattr(feeds, "at", lambda url, *, allowed: feeds.Feed(url, (item,)))
    assert add("https://bote.example/1", "--feed", "https://bote.example/feed") == 0
    assert web == ["https://bote.example/1"]
    assert [reading.article.origin.published for reading in readings()] == ["2027-03-09"]


def test_a_feed_that_cannot_be_read_is_told_before_anything_is(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    assert add(folder, "--feed", "https://bote.example/feed") == 2
    assert "BELEGT_FETCH is off" in capsys.readouterr().err
    assert run("list") == 0 and "There are no dossiers." in capsys.readouterr().err


def test_a_page_that_is_too_large_to_be_kept_is_told_and_its_article_added(
    web: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(library_module, "PAGE", 3)
    assert add("https://bote.example/1", "--keep-pages") == 0
    assert "https://bote.example/1: The page has more than" in capsys.readouterr().err and len(members()) == 1


def test_pages_that_were_kept_are_exported_and_where_there_are_none_that_is_told(
    web: list[str], folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pages.warc.gz"
    assert add(folder) == 0
    assert run("export", "Freibad", "--format", "warc", "--out", out) == 2
    assert "No page of this dossier was kept." in capsys.readouterr().err and not out.exists()
    assert add("https://bote.example/2", "https://bote.example/1", "--keep-pages", name="Netz") == 0
    assert run("export", "Netz", "--format", "warc", "--out", out) == 0
    assert out.read_bytes() == b"WARC of https://bote.example/2WARC of https://bote.example/1"


def test_of_a_list_without_an_end_no_more_is_read_than_a_list_has(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1_000_000)
    assert add("--addresses", "/dev/zero") == 2
    assert "larger than 1 MB" in capsys.readouterr().err


def test_addresses_that_may_not_be_asked_are_told(
    web: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    assert add("https://bote.example/1") == 2
    assert "BELEGT_FETCH is off" in capsys.readouterr().err and not web


def test_a_dossier_that_is_full_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dossiers, "ARTICLES", 1)
    assert add(folder) == 2
    assert "The dossier has 1 articles." in capsys.readouterr().err
    assert len(members()) == 1 and len(library().recent(kept.OWNER)) == 1


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["add", "Freibad"], "after the dossier"),
        (["add", " ", "{file}", "--no-translate"], "120 characters"),
        (["add", "Freibad", "--addresses", "nothing.txt"], "path of the list"),
        (["add", "Freibad", "{empty}"], "No file in"),
        (["add", "Freibad", ""], "Name a file"),
        (["add", "Freibad", "{file}", "--newest", "0"], "from 1 on"),
        (["add", "Freibad", "x" * 5_000], "path of the file"),
        (["show", "Freibad"], "dossier list"),
        (["show", "Freibda"], "Did you mean “Freibad”?"),
        (["remove", "Freibad", "7"], "dossier show"),
        (["export", "Freibad", "--out", "no/such/folder/x.md"], "--out"),
    ],
)
def test_bad_input_ends_with_2_and_a_hint(
    arguments: list[str], hint: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "leer").mkdir()
    if arguments[1] != "Freibad" or arguments[0] in ("remove", "export"):
        assert add(folder) == 0
    named = {"{file}": str(folder / "erster.txt"), "{empty}": str(tmp_path / "leer")}
    assert run(*(named.get(argument, argument) for argument in arguments)) == 2
    shown = capsys.readouterr().err
    assert hint in shown and "Traceback" not in shown


@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "x"], ["add", "x", "y"], ["ask", "x", "y"], ["export", "x"], ["delete", "x"]]
)
def test_without_history_there_are_no_dossiers(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    assert run(*arguments) == 2
    assert "BELEGT_HISTORY=on" in capsys.readouterr().err and not (tmp_path / "data").exists()


# Showing


def test_dossiers_are_listed_the_one_opened_last_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder, name="Zwei")
    add(folder / "erster.txt", name="Eins \x1b[31m")
    capsys.readouterr()
    assert run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"] and "\x1b" not in lines[0]
    assert run("show", "Zwei") == 0
    capsys.readouterr()
    assert run("list", "--format", "json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["articles"]) for row in listed] == [("Zwei", 2), ("Eins [31m", 1)]


def test_a_dossier_is_shown_in_lines_that_fit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder)
    capsys.readouterr()
    assert run("show", "Freibad") == 0
    shown = capsys.readouterr().out
    headings = ["The articles", "In short", "Who has what", "Where they disagree", "Only in one article"]
    for heading in (*headings, "Who says what", "In order of time"):
        assert f"\n{heading}\n" in shown
    assert max(map(len, shown.splitlines())) <= 100
    assert "- [2] Streit um das Freibad\n  zweiter.txt; 3 claims\n" in shown
    assert "„Mai“" in shown and "„Juni“" in shown and "Jan Ott, treasurer" in shown
    assert "Wellenbad [2:" in shown.split("Only in one article")[1]


def test_a_dossier_as_json_is_that_of_its_export(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder)
    capsys.readouterr()
    assert run("show", "Freibad", "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["name"] == "Freibad" and [article["number"] for article in shown["articles"]] == [1, 2]
    assert len(shown["people"]) == 3


@pytest.mark.parametrize("form", ["md", "docx", "pdf", "json", "csv", "jsonld", "csl", "ris"])
def test_a_dossier_is_exported(form: str, folder: Path, tmp_path: Path) -> None:
    add(folder)
    out = tmp_path / f"dossier.{form}"
    assert run("export", "Freibad", "--format", form, "--out", out) == 0
    data = out.read_bytes()
    assert data.startswith(b"PK" if form == "docx" else b"%PDF" if form == "pdf" else b"") and len(data) > 50
    if form in ("md", "json", "csv"):
        assert "Wellenbad" in data.decode()


# Asking


def test_questions_are_answered_from_the_articles_and_kept_for_the_export(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(registry, "open_engines", lambda settings: pytest.fail("an engine was opened"))
    add(folder)
    capsys.readouterr()
    assert run("ask", "Freibad", "What does Udo Lenz say?", "Wer sagt, dass die Sanierung 4 Millionen kostet?") == 0
    shown = capsys.readouterr().out
    assert "What does Udo Lenz say?\n" in shown and "Udo Lenz" in shown
    assert "  [2:4] Kritiker Udo Lenz sagte, niemand brauche ein Wellenbad.\n" in shown
    out = tmp_path / "freibad.md"
    assert run("export", "Freibad", "--out", out) == 0
    assert "What does Udo Lenz say?" in out.read_text(encoding="utf-8")


def test_answers_as_json_come_a_line_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder)
    capsys.readouterr()
    assert run("ask", "Freibad", "What does Udo Lenz say?", "Who won the football match?", "--format", "json") == 0
    first, second = (Answer.model_validate_json(line) for line in capsys.readouterr().out.splitlines())
    assert first.verdict == "answered" and {citation.article for citation in first.citations} == {2}
    assert second.verdict == "not_in_article" and not second.citations


def test_what_compares_by_meaning_is_opened_once_for_all_questions(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(registry, "open_embedder", lambda settings: opened.append("embedder"))
    add(folder)
    assert run("ask", "Freibad", "What does Udo Lenz say?", "What does Jan Ott say?") == 0
    assert opened == ["embedder"]


def test_half_a_character_in_a_question_does_no_harm(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder)
    capsys.readouterr()
    assert run("ask", "Freibad", "What does \udcffUdo Lenz say?\x1b[31m") == 0
    assert capsys.readouterr().out.startswith("What does Udo Lenz say?[31m\n")


@pytest.mark.parametrize("question", ["", " ", "?" * 1_001])
def test_what_is_no_question_ends_with_2(question: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder)
    assert run("ask", "Freibad", question) == 2
    assert "Traceback" not in capsys.readouterr().err


# Letting go


def test_an_article_that_is_removed_is_deleted_unless_another_dossier_has_it(folder: Path) -> None:
    add(folder)
    add(folder / "zweiter.txt", name="Andere")
    for reading in readings("Andere"):
        assert reading.article.text == SECOND
    assert run("remove", "Freibad", 1, 1) == 0
    assert [number for number, _ in members()] == [2]
    assert len(library().recent(kept.OWNER)) == 2
    assert b"K\xc3\xa4mmerer" in bytes_of(library())
    assert run("delete", "Freibad") == run("delete", "Andere") == 0
    assert library().recent(kept.OWNER) == () and library().dossiers.recent(kept.OWNER) == ()
    assert b"K\xc3\xa4mmerer" not in bytes_of(library())


@pytest.mark.parametrize("arguments", [("remove", "Freibad", 1, 2), ("delete", "Freibad")])
def test_what_cannot_be_deleted_stays_whole(
    arguments: tuple[object, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(folder)
    with monkeypatch.context() as patch:
        patch.setattr(dossier_tables, "DELETE_UNUSED", "SELECT 1 FROM nothing")
        with pytest.raises(apsw.SQLError):
            run(*arguments)
    assert [number for number, _ in members()] == [1, 2] and len(library().recent(kept.OWNER)) == 2


def test_an_article_of_two_dossiers_stays_in_the_other(folder: Path) -> None:
    add(folder)
    entry = kept.dossier(library(), "Freibad")
    first, second = library().dossiers.members(kept.OWNER, entry.id)
    other = library().dossiers.begin(kept.OWNER, "Andere")
    library().dossiers.add(kept.OWNER, other, second.entry.id)
    assert run("delete", "Freibad") == 0
    assert [found.id for found in library().recent(kept.OWNER)] == [second.entry.id] and first.number == 1
    assert members("Andere") == [(1, "Streit um das Freibad")]


def bytes_of(library: Library) -> bytes:
    return b"".join(path.read_bytes() for path in library._database.path.parent.iterdir())


def test_what_the_page_keeps_is_not_touched(folder: Path) -> None:
    id = library().dossiers.begin("browser", "Freibad")
    entry = library().begin("browser", ARTICLE)
    library().dossiers.add("browser", id, entry)
    add(folder)
    assert run("delete", "Freibad") == 0
    assert [found.name for found in library().dossiers.recent("browser")] == ["Freibad"]
    assert len(library().unfinished("browser")) == 1
