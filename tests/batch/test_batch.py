"""A batch: every row once, whatever the input and whoever is stopped on the way."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import filelock
import pyarrow
import pytest
from pyarrow import parquet

from chat.batch import parts, run, shards
from chat.batch.run import Progress, Way
from chat.batch.work import Asked
from chat.cli.main import main
from chat.errors import Busy, Cancelled, InputError
from chat.models import registry
from chat.settings import Settings
from tests.engines import scripted_engines

TEXT = "Der Bau werde teuer, sagte Bürgermeisterin Anna {} am Montag."
CLAIMS = Asked(task="claims", settings=Settings())


def rows_of(out: Path) -> list[dict[str, Any]]:
    return [row for part in sorted(out.glob("part-*.jsonl")) for row in parts.read(part, format="jsonl")]


def written(path: Path, count: int) -> Path:
    lines = (json.dumps({"id": f"a{at}", "text": TEXT.format(f"Vogt{'abcdefghij'[at % 10]}")}) for at in range(count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def do(path: Path, out: Path, asked: Asked = CLAIMS, **way: Any) -> Progress:
    return run.run(path, out, asked, Way(**way))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of five rows."""
    monkeypatch.setattr("chat.batch.plan._FEWEST", {"claims": 5, "read": 2})


def test_each_row_of_json_lines_is_there_once_and_in_order(tmp_path: Path, small: None) -> None:
    ended = do(written(tmp_path / "in.jsonl", 12), tmp_path / "out")
    rows = rows_of(tmp_path / "out")
    assert [row["id"] for row in rows] == [f"a{at}" for at in range(12)]
    assert [row["claims"][0]["speaker"]["text"] for row in rows[:2]] == [
        "Bürgermeisterin Anna Vogta", "Bürgermeisterin Anna Vogtb",
    ]  # fmt: skip
    assert (ended.rows, ended.done, ended.failed) == (12, 12, 0)


def test_a_row_that_fails_is_a_row_with_its_error_and_the_others_go_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "text": TEXT.format("Vogt")}), "{broken", json.dumps({"id": "x"}), "",
        json.dumps({"id": "empty", "text": "  "}), json.dumps({"id": "none", "text": 5}),
        json.dumps({"id": "half \ud800", "text": TEXT.format("Vogt")}), '{"id": "bytes", "text": "\xff\xfe"}',
    ]  # fmt: skip
    (tmp_path / "in.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    ended = do(tmp_path / "in.jsonl", tmp_path / "out")
    rows = rows_of(tmp_path / "out")
    assert [row["id"] for row in rows] == [7, "row 2", "row 3", "empty", "none", "half \ud800", "bytes"]
    assert ended.done == 7 and ended.failed == sum("error" in row for row in rows) >= 4
    assert rows[3]["error"]["kind"] == "EmptyText" and rows[3]["error"]["hint"]
    assert "claims" in rows[0] and "claims" in rows[5]


def test_parquet_is_read_and_written(tmp_path: Path, small: None) -> None:
    table = pyarrow.table({"id": [f"p{at}" for at in range(12)], "text": [TEXT.format("Vogt")] * 12, "url": ["u"] * 12})
    parquet.write_table(table, tmp_path / "in.parquet", row_group_size=7)
    do(tmp_path / "in.parquet", tmp_path / "out", format="parquet")
    files = sorted((tmp_path / "out").glob("part-*.parquet"))
    rows = [row for file in files for row in parts.read(file, format="parquet")]
    assert [row["id"] for row in rows] == [f"p{at}" for at in range(12)]
    assert rows[0]["url"] == "u" and rows[0]["claims"]
    assert parquet.read_table(files[0]).column_names == ["id", "error", "row"]


def test_parquet_without_what_is_needed_is_refused(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"text": ["x"]}), tmp_path / "in.parquet")
    with pytest.raises(InputError, match="no column “id”"):
        do(tmp_path / "in.parquet", tmp_path / "out")
    (tmp_path / "no.parquet").write_bytes(b"PAR1 but no more")
    with pytest.raises(InputError, match="damaged"):
        do(tmp_path / "no.parquet", tmp_path / "other")


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_text(TEXT.format("Vogt"), encoding="utf-8")
    (folder / "sub" / "c.html").write_text(f"<html><body><p>{TEXT.format('Berg')}</p></body></html>", encoding="utf-8")
    (folder / "a.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("no", encoding="utf-8")
    (folder / "link.txt").symlink_to("/etc/hostname")
    ended = do(folder, tmp_path / "out")
    rows = {row["id"]: row for row in rows_of(tmp_path / "out")}
    assert list(rows) == ["a.txt", "b.txt", "sub/c.html"]
    assert rows["a.txt"]["error"]["kind"] == "NotText" and ended.failed == 1
    assert rows["sub/c.html"]["claims"][0]["speaker"]["text"] == "Bürgermeisterin Anna Berg"


def test_a_feed_with_its_articles_is_read(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blatt</title>
        <item><title>Bau wird teuer</title><link>https://blatt.example/1</link><guid>one</guid>
        <pubDate>Mon, 04 May 2026 08:00:00 +0200</pubDate>
        <content:encoded><![CDATA[<p>{TEXT.format("Vogt")}</p>]]></content:encoded></item>
        <item><title>Leer</title><link>https://blatt.example/2</link></item></channel></rss>""",
        encoding="utf-8",
    )
    do(feed, tmp_path / "out")
    (row,) = rows_of(tmp_path / "out")
    assert (row["id"], row["url"], row["title"]) == ("one", "https://blatt.example/1", "Bau wird teuer")
    assert row["published"].startswith("2026-05-04") and row["claims"]


@pytest.mark.parametrize("kind", ["bomb", "none", "addresses only"])
def test_a_feed_that_is_none_is_refused(tmp_path: Path, kind: str) -> None:
    text = {
        "bomb": '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
        "none": "<rss><channel><item>",
        "addresses only": "<rss><channel><item><link>https://blatt.example/2</link></item></channel></rss>",
    }[kind]
    (tmp_path / "feed.xml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        do(tmp_path / "feed.xml", tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.jsonl"))


def test_what_was_stopped_goes_on_where_it_was(tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = written(tmp_path / "in.jsonl", 23), tmp_path / "out"
    with pytest.raises(Cancelled):
        run.run(path, out, CLAIMS, Way(), cancelled=lambda: len(rows_of(out)) >= 10)
    before = {part.name: part.stat().st_mtime_ns for part in out.glob("part-*")}
    assert len(before) == 2 and not list(out.glob(".part-*"))
    made: list[int] = []
    monkeypatch.setattr("chat.batch.here.do", lambda shard, *rest: made.append(shard.number) or shards.do(shard, *rest))
    ended = do(path, out)
    assert made == [2, 3, 4] and ended.now == 13
    assert [row["id"] for row in rows_of(out)] == [f"a{at}" for at in range(23)]
    assert all((out / name).stat().st_mtime_ns == at for name, at in before.items())


def test_what_was_killed_goes_on_with_each_row_once(tmp_path: Path) -> None:
    path, out = written(tmp_path / "in.jsonl", 400), tmp_path / "out"
    command = [sys.executable, "-m", "chat", "batch", str(path), str(out), "--no-translate"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2])
    while not (out / "done.jsonl").exists() and process.poll() is None:
        os.sched_yield()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stderr
    process.stderr.close()
    (out / ".part-000007.jsonl.0.part").write_text("half a r", encoding="utf-8")
    with (out / "done.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"shard":7,"rows":5')  # cut off
    ended = do(path, out)
    assert ended.done == 400
    assert [row["id"] for row in rows_of(out)] == [f"a{at}" for at in range(400)]
    assert not list(out.glob(".part-*"))


def test_a_part_that_was_lost_or_cut_is_made_again(tmp_path: Path, small: None) -> None:
    path, out = written(tmp_path / "in.jsonl", 12), tmp_path / "out"
    do(path, out)
    (out / "part-000000.jsonl").unlink()
    os.truncate(out / "part-000001.jsonl", 20)
    assert do(path, out).now == 10
    assert [row["id"] for row in rows_of(out)] == [f"a{at}" for at in range(12)]


def test_another_input_or_wish_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    path, out = written(tmp_path / "in.jsonl", 3), tmp_path / "out"
    do(path, out)
    before = rows_of(out)
    with pytest.raises(InputError, match="other options"):
        do(path, out, format="parquet")
    written(path, 4)
    with pytest.raises(InputError, match="changed"):
        do(path, out)
    assert rows_of(out) == before
    assert do(path, out, again=True).done == 4


def test_what_others_keep_in_the_folder_stays(tmp_path: Path) -> None:
    path, out = written(tmp_path / "in.jsonl", 1), tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    do(path, out)
    do(path, out, again=True)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    path, out = written(tmp_path / "in.jsonl", 1), tmp_path / "out"
    out.mkdir()
    with filelock.FileLock(out / ".lock"), pytest.raises(Busy):
        do(path, out)
    assert do(path, out).done == 1


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_input_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no rows"):
        do(tmp_path / "in.jsonl", tmp_path / "out")


def test_what_is_not_there_or_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        do(tmp_path / "none.jsonl", tmp_path / "out")
    path = written(tmp_path / "in.jsonl", 1)
    with pytest.raises(InputError, match="it is a file"):
        do(path, path)


def test_a_full_disk_is_told_and_nothing_half_is_left(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = written(tmp_path / "in.jsonl", 12), tmp_path / "out"
    write, room = parts._lines, [1]

    def full(rows: Iterator[dict[str, Any]], file: Any) -> None:
        if not room:
            file.write(b"{half")
            raise OSError(errno.ENOSPC, "No space left on device")
        room.pop()
        write(rows, file)

    monkeypatch.setattr(parts, "_lines", full)
    with pytest.raises(InputError, match="No space left") as caught:
        do(path, out)
    assert "same command" in caught.value.hint
    assert len(rows_of(out)) == 5 and not list(out.glob(".part-*"))
    monkeypatch.setattr(parts, "_lines", write)
    assert do(path, out).now == 7


def test_articles_are_read_whole_with_a_model_and_failures_tried_again(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines, model = scripted_engines()
    monkeypatch.setattr(registry, "open_engines", lambda settings: engines)
    path, out = written(tmp_path / "in.jsonl", 5), tmp_path / "out"
    with path.open("a", encoding="utf-8") as file:
        print(json.dumps({"id": "later", "text": ""}), file=file)
    asked = Asked(task="read", settings=Settings())
    assert do(path, out, asked).failed == 1
    rows = rows_of(out)
    assert rows[0]["sentences"][0]["english"] and rows[0]["summary"]["sentences"]
    calls = len(model.calls)
    assert do(path, out, asked, retry_failed=True).failed == 1
    assert len(model.calls) == calls and rows_of(out) == rows


def test_a_model_that_is_away_for_a_while_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from chat.errors import ModelFailed

    engines, _ = scripted_engines()
    away = [ModelFailed("The server is away."), ModelFailed("The server is away.")]

    def opened(settings: Settings) -> Any:
        if away:
            raise away.pop()
        return engines

    monkeypatch.setattr(registry, "open_engines", opened)
    monkeypatch.setattr("chat.batch.work._FIRST_PAUSE", 0.0)
    path = written(tmp_path / "in.jsonl", 2)
    assert do(path, tmp_path / "out", Asked(task="read", settings=Settings())).failed == 0
    away.append(ModelFailed("The server is away."))
    ended = do(path, tmp_path / "none", Asked(task="read", settings=Settings(), patience=-1))
    assert ended.failed == 1 and rows_of(tmp_path / "none")[0]["error"]["kind"] == "ModelFailed"


def test_the_command_says_how_it_went_and_that_it_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = written(tmp_path / "in.jsonl", 3), tmp_path / "out"
    assert main(["batch", str(path), str(out), "--no-translate"]) == 0
    assert "3 rows in" in capsys.readouterr().err
    assert main(["batch", str(path), str(out), "--no-translate"]) == 0
    assert "All were there before" in capsys.readouterr().err
    monkeypatch.setattr("chat.batch.run.run", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
    assert main(["batch", str(path), str(out), "--no-translate"]) == 130
    assert "goes on where it was" in capsys.readouterr().err
    assert main(["batch", str(path), str(out), "--workers", "2"]) == 2


def test_ray_that_is_not_there_is_told_with_what_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match="not installed") as caught:
        do(written(tmp_path / "in.jsonl", 1), tmp_path / "out", ray="local")
    assert "requirements-ray.txt" in caught.value.hint


@pytest.mark.slow
def test_on_ray_the_rows_are_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    path = written(tmp_path / "in.jsonl", 60)
    do(path, tmp_path / "here")
    command = [sys.executable, "-m", "chat", "batch", str(path), str(tmp_path / "there"), "--no-translate"]
    run_on_ray = subprocess.run(
        [*command, "--ray", "--workers", "2"], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert run_on_ray.returncode == 0, run_on_ray.stderr
    assert rows_of(tmp_path / "there") == rows_of(tmp_path / "here")
