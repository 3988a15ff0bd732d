"""What a reader may read: at once, in a day, after a restart, and with a clock that is wrong."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from chat.errors import EmptyText, LibraryUnavailable, ModelFailed, QuotaReached
from chat.quotas import Quotas, open_quotas
from chat.settings import Settings
from chat.storage.usage import DAYS, UsageInMemory, UsageOnDisk

_NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


class _Clock:
    """A clock that shows what it is set to."""

    def __init__(self) -> None:
        self.now = _NOON

    def __call__(self) -> datetime.datetime:
        return self.now

    def go(self, days: int) -> None:
        self.now += datetime.timedelta(days=days)


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture(params=["disk", "memory"])
def daily(request: pytest.FixtureRequest, tmp_path: Path, clock: _Clock) -> Quotas:
    usage = UsageOnDisk(tmp_path / "usage.sqlite3") if request.param == "disk" else UsageInMemory()
    return Quotas(usage, characters=1_000, clock=clock)


def _read(quotas: Quotas, characters: int, *, owner: str = "ada") -> None:
    with quotas.begin(owner, characters=characters):
        pass


def _is_full(quotas: Quotas, *, owner: str = "ada") -> bool:
    return quotas.left(owner) == 0


def test_without_limits_anything_can_be_read(clock: _Clock) -> None:
    quotas = Quotas(UsageInMemory(), clock=clock)
    with quotas.begin("ada", characters=10**9), quotas.begin("ada", characters=10**9):
        assert quotas.left("ada") is None


def test_articles_at_once_are_counted_for_each_reader() -> None:
    quotas = Quotas(UsageInMemory(), articles=2)
    with quotas.begin("ada", characters=1), quotas.begin("ada", characters=1):
        with pytest.raises(QuotaReached) as error, quotas.begin("ada", characters=1):
            pass
        assert "at once: 2" in error.value.message and error.value.retryable
        _read(quotas, 1, owner="ben")
    _read(quotas, 1)


def test_an_article_that_failed_is_no_longer_one_at_once() -> None:
    quotas = Quotas(UsageInMemory(), articles=1)
    with pytest.raises(ModelFailed), quotas.begin("ada", characters=1):
        raise ModelFailed("It does not answer.")
    _read(quotas, 1)


def test_the_day_is_told_that_brings_room(daily: Quotas) -> None:
    _read(daily, 700)
    with pytest.raises(QuotaReached) as error, daily.begin("ada", characters=301):
        pass
    assert "301 characters; 300 more" in error.value.message and "2026-05-05 00:00 UTC" in error.value.hint
    assert error.value.free == datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)
    assert daily.left("ada") == 300 and daily.left("ben") == 1_000


def test_an_article_that_no_day_has_room_for_is_told_so(daily: Quotas) -> None:
    with pytest.raises(QuotaReached) as error, daily.begin("ada", characters=1_001):
        pass
    assert "Read a part of it" in error.value.hint and error.value.free is None


def test_there_is_room_again_at_midnight_of_utc(daily: Quotas, clock: _Clock) -> None:
    _read(daily, 1_000)
    berlin = datetime.timezone(datetime.timedelta(hours=2))
    clock.now = datetime.datetime(2026, 5, 5, 1, 59, tzinfo=berlin)
    assert _is_full(daily)
    clock.now = datetime.datetime(2026, 5, 5, 2, 0, tzinfo=berlin)
    assert daily.left("ada") == 1_000


def test_an_unreadable_text_takes_nothing_and_a_failed_model_does(daily: Quotas) -> None:
    with pytest.raises(EmptyText), daily.begin("ada", characters=400):
        raise EmptyText("Nothing to read.")
    assert daily.left("ada") == 1_000
    with pytest.raises(ModelFailed), daily.begin("ada", characters=400):
        raise ModelFailed("It does not answer.")
    assert daily.left("ada") == 600


def test_what_is_given_back_is_given_back_once(daily: Quotas) -> None:
    _read(daily, 300)
    with daily.begin("ada", characters=400) as taken:
        taken.give_back()
        taken.give_back()
    assert daily.left("ada") == 700


def test_a_restart_forgets_nothing(tmp_path: Path, clock: _Clock) -> None:
    path = tmp_path / "new" / "usage.sqlite3"
    _read(Quotas(UsageOnDisk(path), characters=1_000, clock=clock), 900)
    assert Quotas(UsageOnDisk(path), characters=1_000, clock=clock).left("ada") == 100


@pytest.mark.parametrize("back", [1, 2, 400])
def test_a_clock_that_is_set_back_gives_no_second_quota(daily: Quotas, clock: _Clock, back: int) -> None:
    _read(daily, 1_000)
    clock.go(-back)
    assert _is_full(daily)
    clock.go(back)
    assert _is_full(daily)


def test_a_clock_set_to_and_fro_gives_no_second_quota_for_a_day(daily: Quotas, clock: _Clock) -> None:
    _read(daily, 1_000)
    for days in (-2, 1, 1):
        clock.go(days)
        if not _is_full(daily):
            _read(daily, 1_000)
    assert _is_full(daily)


def test_a_clock_that_was_far_ahead_shuts_nobody_out_for_long(daily: Quotas, clock: _Clock) -> None:
    clock.go(20_000)
    _read(daily, 1_000)
    clock.go(-20_000)
    assert _is_full(daily)
    clock.go(1)
    assert daily.left("ada") == 1_000


def test_few_days_of_a_reader_are_kept(daily: Quotas, clock: _Clock) -> None:
    for _ in range(3 * DAYS):
        _read(daily, 1_000)
        clock.go(1)
    kept = daily._usage.change("ada", len)
    assert kept <= DAYS + 1


def test_a_file_that_fails_lets_read_and_the_limit_holds(tmp_path: Path, clock: _Clock) -> None:
    (tmp_path / "file").write_text("no folder")
    usage = UsageOnDisk(tmp_path / "file" / "usage.sqlite3")
    with pytest.raises(LibraryUnavailable):
        usage.change("ada", len)
    quotas = Quotas(usage, characters=1_000, clock=clock)
    _read(quotas, 1_000)
    assert _is_full(quotas)


def test_all_who_ask_in_a_process_have_the_same_quotas(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, articles_at_once=1)
    with open_quotas(settings).begin("ada", characters=1), pytest.raises(QuotaReached):
        _read(open_quotas(settings.model_copy(update={"parallel": 2})), 1)


def test_nothing_is_written_where_nothing_is_to_be_kept(tmp_path: Path) -> None:
    _read(open_quotas(Settings(data=tmp_path / "none", history=False, characters_a_day=10)), 5)
    assert not (tmp_path / "none").exists()
