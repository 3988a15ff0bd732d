"""Jobs outlive who started them, and tell how they ended."""

from __future__ import annotations

import threading

import pytest

from chat.errors import Cancelled, ChatError, EmptyText
from chat.jobs import Job


def test_a_job_keeps_its_result_and_its_last_progress() -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        report(1)
        report(2)
        return "done"

    job: Job[int, str] = Job(work)
    assert job.wait(10)
    assert (job.state, job.progress, job.result) == ("done", 2, "done")


def test_a_cancelled_job_says_so() -> None:
    started = threading.Event()

    def work(report, cancelled):  # type: ignore[no-untyped-def]
        started.set()
        while not cancelled():
            pass
        raise Cancelled("stopped")

    job: Job[None, None] = Job(work)
    assert started.wait(10) and job.running
    job.cancel()
    assert job.wait(10)
    assert job.state == "cancelled"


def test_an_expected_error_is_kept_for_the_reader() -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise EmptyText("Nothing.", hint="Paste something.")

    job: Job[None, None] = Job(work)
    assert job.wait(10)
    assert isinstance(job.error, EmptyText)


def test_an_unexpected_error_becomes_one_that_can_be_shown(caplog: pytest.LogCaptureFixture) -> None:
    def work(report, cancelled):  # type: ignore[no-untyped-def]
        raise ZeroDivisionError("secret detail")

    job: Job[None, None] = Job(work)
    assert job.wait(10)
    assert type(job.error) is ChatError and job.error.hint
    assert "secret detail" not in str(job.error)
    assert "secret detail" in caplog.text
