"""Jobs outlive who started them, tell how they ended, and are found again by their owner only."""

from __future__ import annotations

import threading

import pytest

from chat.errors import Busy, Cancelled, ChatError, EmptyText, Ending
from chat.jobs import Desk, Job


def test_a_job_keeps_its_result_and_its_last_progress() -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        report(1)
        report(2)
        return "done"

    job: Job[int, str] = Job(work)
    assert job.wait(60)
    assert (job.state, job.progress, job.result) == ("done", 2, "done")


def test_a_cancelled_job_says_so() -> None:
    started = threading.Event()

    def work(report, cancelled):  # type: ignore[no-untyped-def]
        started.set()
        while not cancelled():
            pass
        raise Cancelled("stopped")

    job: Job[None, None] = Job(work)
    assert started.wait(60) and job.running
    job.cancel()
    assert job.wait(60)
    assert job.state == "cancelled"


def test_an_expected_error_is_kept_for_the_reader() -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise EmptyText("Nothing.", hint="Paste something.")

    job: Job[None, None] = Job(work)
    assert job.wait(60)
    assert isinstance(job.error, EmptyText)


def test_an_unexpected_error_becomes_one_that_can_be_shown(caplog: pytest.LogCaptureFixture) -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError("secret detail")

    job: Job[None, None] = Job(work)
    assert job.wait(60)
    assert type(job.error) is ChatError and job.error.hint
    assert "secret detail" not in str(job.error)
    assert "secret detail" in caplog.text


class Panic(BaseException):
    """As an extension in Rust raises it."""


@pytest.mark.parametrize("fault", [SystemExit(3), Panic("secret detail"), GeneratorExit()])
def test_whatever_ends_the_work_ends_the_job(fault: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise fault

    job: Job[None, None] = Job(work)
    assert job.wait(60) and job.state == "failed"
    assert job.error and type(fault).__name__ in job.error.message and "secret detail" not in str(job.error)
    assert "a job failed" in caplog.text


def test_an_interrupt_ends_the_job_and_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise KeyboardInterrupt

    job: Job[None, None] = Job(work)
    assert job.wait(60) and job.state == "cancelled"
    assert isinstance(job.error, Cancelled) and not caplog.text


class Held:
    """Work that runs until it is let go."""

    def __init__(self, result: str = "done") -> None:
        self.result = result
        self.go = threading.Event()

    def __call__(self, report: object, cancelled: object) -> str:
        assert self.go.wait(60)
        return self.result


def end(work: Held, job: Job[None, str]) -> None:
    work.go.set()
    assert job.wait(60)


def test_a_page_loaded_anew_finds_its_running_job_and_what_it_is_about() -> None:
    desk, work = Desk(), Held()
    job = desk.start("ada", "answer", work, about="Who denies it?")
    found = desk.running("ada", "answer")
    assert found is job and found.about == "Who denies it?"
    assert desk.collect("ada", "answer") is None
    end(work, job)


def test_a_job_that_ended_stays_until_it_is_collected_and_is_collected_once() -> None:
    desk, work = Desk(), Held("the reading")
    job = desk.start("ada", "reading", work)
    end(work, job)
    assert desk.running("ada", "reading") is None
    assert desk.find("ada", "reading") is job
    collected = desk.collect("ada", "reading")
    assert collected is job and job.result == "the reading"
    assert desk.collect("ada", "reading") is None and desk.find("ada", "reading") is None


def test_no_owner_finds_the_job_of_another() -> None:
    desk, work = Desk(), Held()
    job = desk.start("ada", "reading", work)
    assert desk.find("ben", "reading") is desk.running("ben", "reading") is None
    end(work, job)
    assert desk.collect("ben", "reading") is None
    assert desk.collect("ada", "reading") is job


def test_two_owners_and_two_kinds_run_at_the_same_time() -> None:
    desk, together = Desk(), threading.Barrier(3, timeout=60)
    keys = [("ada", "reading"), ("ada", "answer"), ("ben", "reading")]
    jobs = [desk.start(owner, kind, lambda report, cancelled: together.wait()) for owner, kind in keys]
    assert all(job.wait(60) for job in jobs)
    assert [job.state for job in jobs] == ["done"] * 3


def test_a_second_job_of_a_kind_is_refused_while_the_first_runs_and_takes_its_place_after() -> None:
    desk, first, second = Desk(), Held("1"), Held("2")
    job = desk.start("ada", "reading", first)
    with pytest.raises(Busy) as error:
        desk.start("ada", "reading", second)
    assert error.value.hint and error.value.retryable
    end(first, job)
    again = desk.start("ada", "reading", second)
    assert desk.find("ada", "reading") is again
    end(second, again)


def test_what_nobody_collects_is_forgotten_by_number_oldest_first() -> None:
    desk = Desk(uncollected=2)
    for owner in "abcd":
        assert desk.start(owner, "reading", lambda report, cancelled: None).wait(60)
    last = Held()
    job = desk.start("e", "reading", last)
    assert [owner for owner in "abcde" if desk.find(owner, "reading")] == ["c", "d", "e"]
    end(last, job)


def test_a_running_job_is_never_forgotten() -> None:
    desk, work = Desk(uncollected=0), Held()
    job = desk.start("ada", "reading", work)
    for owner in "abc":
        assert desk.start(owner, "reading", lambda report, cancelled: None).wait(60)
    assert desk.running("ada", "reading") is job
    end(work, job)


def test_too_many_at_once_are_refused_and_room_comes_back() -> None:
    desk, work, other = Desk(running=1), Held(), Held()
    job = desk.start("ada", "reading", work)
    with pytest.raises(Busy):
        desk.start("ben", "reading", other)
    end(work, job)
    end(other, desk.start("ben", "reading", other))


def test_of_many_threads_that_start_the_same_one_does() -> None:
    desk, work, started = Desk(), Held(), []

    def start() -> None:
        try:
            started.append(desk.start("ada", "reading", work))
        except Busy as error:
            started.append(error)

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    (job,) = [outcome for outcome in started if isinstance(outcome, Job)]
    assert len(started) == 16
    end(work, job)


def test_what_is_dismissed_is_stopped_and_taken_off_the_desk() -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        while not cancelled():
            pass
        raise Cancelled("stopped")

    desk = Desk()
    gone = [desk.start("Anna", f"{kind} 1", work) for kind in ("reading", "answer", "summary")]
    others = [desk.start("Anna", "reading 2", work), desk.start("Berta", "reading 1", work)]
    desk.dismiss("Anna", lambda kind: kind.endswith(" 1"))
    assert all(job.wait(60) and job.state == "cancelled" for job in gone)
    assert desk.find("Anna", "reading 1") is None and all(job.running for job in others)
    desk.dismiss("Anna", lambda kind: True)
    desk.dismiss("Berta", lambda kind: True)
    assert all(job.wait(60) for job in others)


def test_what_is_dismissed_takes_up_room_until_it_has_ended() -> None:
    go = threading.Event()
    desk = Desk(running=1)
    job = desk.start("Anna", "reading", lambda report, cancelled: go.wait(60))
    desk.dismiss("Anna", lambda kind: True)
    with pytest.raises(Busy):
        desk.start("Anna", "reading", lambda report, cancelled: None)
    go.set()
    assert job.wait(60)
    assert desk.start("Anna", "reading", lambda report, cancelled: None).wait(60)


def test_a_desk_that_ends_stops_all_and_begins_nothing() -> None:
    started = threading.Event()

    def work(report, cancelled):  # type: ignore[no-untyped-def]
        started.set()
        while not cancelled():
            pass
        raise Cancelled("stopped")

    desk: Desk[str] = Desk()
    job: Job[None, None] = desk.start("Anna", "reading", work)
    assert started.wait(60) and desk.count() == 1 and not desk.is_ending
    assert desk.end(patience=60) and job.state == "cancelled" and desk.count() == 0
    with pytest.raises(Ending) as error:
        desk.start("Berta", "reading", work)
    assert desk.is_ending and error.value.retryable


def test_a_desk_that_ends_waits_for_nothing_that_does_not_stop() -> None:
    free = threading.Event()
    desk: Desk[str] = Desk()
    job: Job[None, bool] = desk.start("Anna", "reading", lambda report, cancelled: free.wait(30))
    assert not desk.end(patience=0)
    free.set()
    assert job.wait(60)
