"""What is found across the articles of a dossier, as its page shows it, and the reader's word on who is who."""

from __future__ import annotations

import threading

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.dossier.dossier import Dossier
from chat.schema import Origin, Reading
from tests.ui.dossiers import OWNER, kept, library, look, opened, readings, see
from tests.ui.page import button, settle, shown
from ui import room, session

pytestmark = pytest.mark.usefixtures("engines")


def seen(id: str, view: str) -> AppTest:
    """Open a dossier at a view, once its articles are compared."""
    return settle(opened(id, view=view))


def test_the_matrix_tells_each_position_in_words_and_opens_the_claims() -> None:
    text = shown(seen(kept(), "Who has what"))
    assert '<th scope="col">' in text and '<th scope="row"' in text and "<caption>" in text
    assert "says and denies" in text and 'href="#t1-2"' in text and 'id="t1-2"' in text
    assert "≠ Numbers differ" in text and "80.000" in text and "120.000" in text
    assert "Karla Wendt" in text and "Timo Rusch" in text


def test_each_sentence_opens_its_article_in_both_languages() -> None:
    id = kept()
    entry = library().dossiers.members(OWNER, id)[1].entry.id
    text = shown(seen(id, "Who has what"))
    assert f'href="?dossier={id}&amp;reading={entry}&amp;view=Who+has+what#s' in text
    assert "Der Abriss des Pegelhauses koste 120.000 Euro" in text and "would cost 120,000 euros" in text
    at = opened(id, reading=entry)
    assert 'id="s3"' in shown(at) and button(at, "Back to The gauge house")


def test_articles_about_different_things_are_said_to_be_so() -> None:
    other = pipeline.compare(
        "Neue Orgel\n\nDie Orgel in Wiebe klingt wieder. Das Werk sei gestimmt, sagte Kantor Ulf Brandis.",
        "New organ\n\nThe organ in Wiebe sounds again. The instrument has been tuned, said cantor Ulf Brandis.",
    )
    at = seen(kept(readings()[0], other), "Who has what")
    assert "may be about different things" in shown(at) and "matrix" not in html(at)
    assert "Ulf Brandis" in shown(see(at, "Who claims what"))


def html(at: AppTest) -> str:
    """Return what the page shows as HTML, without its own style and script."""
    bodies = [piece.proto.body for piece in at.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))


def test_lists_stand_side_by_side() -> None:
    text = html(seen(kept(), "Side by side"))
    assert "= Word for word" in text and text.count('class="side ') == 6
    assert '<span class="proof">120.000</span>' in text


def test_the_timeline_is_a_picture_and_a_table() -> None:
    text = html(seen(kept(), "Timeline"))
    assert 'role="img"' in text and "3 May 2027" in text and "am Montag" in text
    assert text.count('<th scope="col">') == 4 and text.count('<th scope="row">') == 6


def people(at: AppTest) -> list[str]:
    return [piece.proto.body for piece in at.get("html") if "belegt ledger" in piece.proto.body]


def test_one_who_is_not_the_same_is_parted_and_that_is_taken_back() -> None:
    id = kept()
    at = seen(id, "Who claims what")
    assert len(people(at)) == 3 and "in articles 1 and 2" in html(at)
    open_correction(at, id, article=1, number=0)
    button(at, "Not the same: Bürgermeisterin Karla Wendt (article 2)").click()
    at = settle(at.run())
    assert len(people(at)) == 4 and "are not the same" in shown(at)
    assert len(people(seen(id, "Who claims what"))) == 4  # it is remembered
    button(at, "Take back").click()
    at = settle(at.run())
    assert len(people(at)) == 3


def open_correction(at: AppTest, id: str, *, article: int, number: int) -> None:
    at.session_state[session.in_dossier("correct", id, article, number)] = True
    at.run()
    assert not at.exception


def test_two_who_are_the_same_are_joined() -> None:
    id = kept()
    at = seen(id, "Who claims what")
    open_correction(at, id, article=1, number=1)
    choice = next(box for box in at.selectbox if box.label == "Who is the same person?")
    at.session_state[choice.key] = [person.name for person in look().dossier.people].index("Timo Rusch")
    at.run()
    button(at, "They are the same").click()
    at = settle(at.run())
    (link,) = library().dossiers.links(OWNER, id)
    assert link.same and {link.one.german, link.other.german} == {"Der Heimatverein", "Vereinschef Timo Rusch"}
    assert len(people(at)) == 2


def test_people_are_found_by_their_names() -> None:
    id = kept()
    at = seen(id, "Who claims what")
    at.text_input(key=session.in_dossier("who", id)).set_value("rusch")
    assert len(people(at.run())) == 1
    at.text_input(key=session.in_dossier("who", id)).set_value("nobody")
    assert "Nobody is called so" in shown(at.run())


def test_what_is_found_is_worked_out_once_per_change(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    matrix = Dossier.matrix.func  # type: ignore[attr-defined]

    def counted(self: Dossier) -> object:
        made.append(self)
        return matrix(self)

    monkeypatch.setattr(Dossier.matrix, "func", counted)
    id = kept()
    at = seen(id, "Who has what")
    for view in ("Overview", "Timeline", "Who has what"):
        see(at, view)
    assert len(made) == 1
    at = see(at, "Articles")
    button(at, "Remove").click()
    settle(see(settle(at.run()), "Who has what"))
    assert len(made) == 2


def test_while_it_is_compared_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    matrix = Dossier.matrix.func  # type: ignore[attr-defined]

    def slow(self: Dossier) -> object:
        assert go.wait(120)
        return matrix(self)

    monkeypatch.setattr(Dossier.matrix, "func", slow)
    at = opened(kept(), view="Who has what")
    assert "Comparing the articles" in shown(at)
    go.set()
    assert 'id="t1"' in shown(settle(settle(at)))


def test_a_comparison_that_fails_is_explained_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Dossier) -> object:
        raise RuntimeError("a bug")

    id = kept()
    with monkeypatch.context() as broken:
        broken.setattr(Dossier.matrix, "func", fail)
        at = seen(id, "Who has what")
        assert "Something went wrong inside Belegt" in shown(at)
        assert len([job for job in room._desk._jobs.values() if job.running]) == 0
    button(at, "Compare again").click()
    assert 'id="t1"' in shown(settle(at.run()))


def test_a_comparison_that_failed_is_explained_after_a_reload_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Dossier) -> object:
        raise RuntimeError("a bug")

    id = kept()
    with monkeypatch.context() as broken:
        broken.setattr(Dossier.matrix, "func", fail)
        seen(id, "Who has what")
    at = seen(id, "Who has what")
    assert "could not be compared" in shown(at)
    button(at, "Compare again").click()
    assert 'id="t1"' in shown(settle(at.run()))


def test_of_two_hundred_articles_a_page_of_each_list_is_drawn() -> None:
    at = seen(kept(*many(60)), "Who has what")
    assert html(at).count('<th scope="col">') == 8  # of articles; that of the topics has a class
    assert len(people(see(at, "Who claims what"))) <= 15
    assert html(see(at, "Timeline")).count("<tr>") <= 41
    assert sum((b.key or "").startswith("dossier-read-") for b in see(at, "Articles").button) == 20


def many(count: int) -> list[Reading]:
    names = ["Abel", "Bode", "Cramer", "Dorn", "Ebel", "Frank", "Gerth", "Hahn", "Ising", "Jahn"]
    return [
        pipeline.compare(
            f"Bericht {at}\n\nDie Sanierung des Turms koste {at} Millionen Euro, sagte Karl {names[at % 10]}er.",
            f"Report {at}\n\nThe renovation of the tower would cost {at} million euros, said Karl {names[at % 10]}er.",
            origin=Origin(outlet=f"Blatt {at}", published=f"2027-03-{at % 28 + 1:02}"),
        )
        for at in range(2, count + 2)
    ]
