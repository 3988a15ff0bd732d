"""Whose request runs next: the urgent first, then the callers in turn, and never more than there is room for."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from chat.models.base import Priority
from chat.models.turns import FEW, SPARE, Line, Turns

QUESTION, FIRST, LEAD, DRAFT, SUMMARY, REVISION = Priority


class House:
    """Callers of one model whose requests run until they are told to end."""

    def __init__(self, limit: int) -> None:
        self.turns = Turns(limit)
        self.running: dict[str, object] = {}
        self.begun: list[str] = []

    def ask(self, caller: str, *priorities: Priority) -> Line:
        """Ask as a caller; its requests are named by it and their number."""

        def begin(number: int, end: object) -> None:
            self.begun.append(f"{caller}{number}")
            self.running[self.begun[-1]] = end

        return self.turns.ask(priorities, begin)

    def end(self, *names: str) -> None:
        for name in names:
            self.running.pop(name)()  # type: ignore[operator]

    def end_all(self) -> list[str]:
        """End one after the other, as they began, until all have; return the order in which all began."""
        while self.running:
            self.end(next(iter(self.running)))
        return self.begun


def drafts(count: int) -> Sequence[Priority]:
    return [DRAFT] * count


def test_no_more_run_at_once_than_the_limit() -> None:
    house = House(2)
    house.ask("a", *drafts(3))
    house.ask("b", *drafts(1))
    assert house.begun == ["a0", "a1"]
    house.end("a0")
    assert len(house.running) == 2


def test_the_urgent_go_first_whoever_asks_and_whenever() -> None:
    house = House(1)
    house.ask("a", DRAFT)
    house.ask("b", REVISION, SUMMARY, DRAFT)
    house.ask("c", DRAFT, SUMMARY)
    assert house.end_all() == ["a0", "b2", "c0", "b1", "c1", "b0"]


def test_the_first_to_begin_is_the_most_urgent_of_all_that_are_asked_for_together() -> None:
    house = House(1)
    house.ask("a", REVISION, LEAD)
    assert house.begun == ["a1"]


def test_equals_take_turns_and_keep_their_order() -> None:
    house = House(1)
    house.ask("a", *drafts(4))
    house.ask("b", *drafts(2))
    house.ask("c", *drafts(3))
    assert house.end_all() == ["a0", "a1", "b0", "c0", "a2", "b1", "c1", "a3", "c2"]


def test_callers_who_come_again_and_again_starve_nobody() -> None:
    house = House(1)
    house.ask("batch", *[REVISION] * 4)
    for number in range(20):  # each as a caller of its own, as threads do that revise a sentence after the other
        house.ask(f"single {number}, ", REVISION)
        house.end(next(iter(house.running)))
    assert "batch3" in house.begun


def test_two_readers_at_once_the_lead_and_the_question_of_the_second_go_before_the_revisions_of_the_first() -> None:
    house = House(2)
    house.ask("first", *[REVISION] * 6)
    assert house.begun == ["first0", "first1"]
    house.ask("lead", LEAD, LEAD, LEAD)
    house.ask("question", QUESTION)
    assert house.begun[2:] == ["lead0", "lead1"]  # on the spare places
    house.end("first0", "first1")
    assert house.begun[4:] == ["question0"]
    house.end("lead0", "lead1")
    assert house.begun[5:] == ["lead2"]
    house.end("question0", "lead2")
    assert house.begun[6:] == ["first2", "first3"]


def test_spare_places_are_for_what_is_urgent_and_only_beside_something_else() -> None:
    house = House(2)
    house.ask("a", *drafts(3))
    house.ask("b", SUMMARY)
    assert len(house.running) == 2
    house.ask("q", *[QUESTION] * 9)
    assert len(house.running) == 2 + SPARE
    alone = House(2)
    alone.ask("q", *[QUESTION] * 9)
    alone.ask("l", *[LEAD] * 9)
    assert len(alone.running) == 2


def test_while_leads_run_little_else_begins() -> None:
    house = House(8)
    house.ask("a", LEAD, LEAD, LEAD, *drafts(9))
    assert house.begun == ["a0", "a1"] and FEW == 2
    house.end("a0")
    assert house.begun == ["a0", "a1", "a2"]
    house.end("a1")
    assert house.begun[3:] == ["a3"] and len(house.running) == FEW
    house.end("a2")
    assert len(house.running) == 8


def test_while_the_first_sentence_of_an_article_runs_nothing_begins_beside_it_but_what_is_as_urgent() -> None:
    house = House(8)
    house.ask("a", FIRST, LEAD, *drafts(9))
    house.ask("b", REVISION)
    assert house.begun == ["a0"]
    house.ask("c", QUESTION)
    house.ask("d", FIRST, LEAD)
    assert house.begun == ["a0", "c0", "d0"]
    house.end("a0")
    assert len(house.begun) == 3
    house.end("d0")
    assert house.begun[3:] == ["a1", "d1"]


def test_what_can_wait_is_asked_to_give_way_to_the_first_sentence_of_an_article() -> None:
    turns, asked = Turns(4), list[tuple[str, int]]()

    def ask(caller: str, *priorities: Priority) -> None:
        turns.ask(priorities, lambda place, end: None, give_way=lambda place: asked.append((caller, place)))

    ask("a", DRAFT)
    ask("b", REVISION, QUESTION)
    assert not asked
    ask("c", FIRST)
    assert asked == [("a", 0), ("b", 0)]


def test_on_a_server_the_first_sentence_holds_up_nobody() -> None:
    begun: list[int] = []
    server = Turns(8, is_shared=False)
    server.ask([FIRST, LEAD, LEAD, LEAD, *drafts(9)], lambda place, end: begun.append(place))
    assert begun == [*range(8)]


def test_a_caller_who_has_gone_gives_up_its_place_in_the_line() -> None:
    house = House(1)
    gone = house.ask("a", *drafts(3))
    house.ask("b", DRAFT)
    assert house.turns.withdraw(gone) == [1, 2]
    assert house.turns.withdraw(gone) == []
    assert house.end_all() == ["a0", "b0"]


def test_a_place_is_given_back_once() -> None:
    house = House(1)
    house.ask("a", *drafts(4))
    end = house.running["a0"]
    end(), end(), end()  # type: ignore[operator]
    assert house.begun == ["a0", "a1"]


@pytest.mark.parametrize(("limit", "running"), [(3, 3), (1, 1)])
def test_another_limit_holds_at_once(limit: int, running: int) -> None:
    house = House(1)
    house.ask("a", *drafts(9))
    house.turns.limit = limit
    assert (house.turns.limit, len(house.running)) == (limit, running)


def test_who_waits_for_a_place_has_it_when_it_is_free_and_gives_it_back() -> None:
    house = House(1)
    house.ask("a", DRAFT)
    waited, held = threading.Event(), threading.Event()

    def wait() -> None:
        with house.turns.held(DRAFT):
            held.set()
            waited.wait(60)

    thread = threading.Thread(target=wait)
    thread.start()
    assert not held.is_set()
    house.end("a0")
    assert held.wait(60)
    house.ask("b", DRAFT)
    assert "b0" not in house.begun
    waited.set()
    thread.join(60)
    assert "b0" in house.begun


def test_nothing_is_lost_when_many_threads_ask_and_end() -> None:
    turns, done, most = Turns(3), threading.Semaphore(0), []
    running: list[int] = []

    def begin(number: int, end: object) -> None:
        def run() -> None:
            running.append(number)
            most.append(len(running))
            running.remove(number)
            end()  # type: ignore[operator]
            done.release()

        threading.Thread(target=run).start()

    callers = [threading.Thread(target=turns.ask, args=(drafts(20), begin)) for _ in range(5)]
    for caller in callers:
        caller.start()
    for _ in range(100):
        assert done.acquire(timeout=60)
    for caller in callers:
        caller.join()
    assert max(most) <= 3
