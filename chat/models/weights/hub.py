"""Weights from the model hub, over plain HTTP with resume.

huggingface_hub says where the hub is, whether it may be asked, and with which token (HF_ENDPOINT, HF_HUB_OFFLINE,
HF_TOKEN and so on). Its own download is not used: measured with huggingface_hub 2.4, it gives up on a hub without a
name or with a closed port after 24 seconds of retries, on one that accepts and never answers after more than 200, and
it deletes what has arrived when it is cut.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import closing
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx2
import huggingface_hub
from huggingface_hub import constants
from pydantic import BaseModel, Field, ValidationError

from chat.errors import Cancelled, DownloadFailed
from chat.models.weights.catalogue import File, Hub, Listing, Snapshot
from chat.models.weights.download import Meter, size

CONNECT_SECONDS = 5.0
READ_SECONDS = 5.0  # without a byte
CUTS = 5  # how often a connection that brought something may be cut before the source is given up


class HubFetcher:
    """Fetches the files of one repository at one revision."""

    def __init__(self, source: Hub) -> None:
        self._source = source

    def __enter__(self) -> Self:
        self._client = _client(token=_token())
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close()

    def fetch(self, file: File, partial: Path, meter: Meter) -> None:
        """Append what is missing. A cut connection is taken up again at once, as long as it brings something."""
        for _ in range(CUTS):
            before = _resumable(partial, file)
            try:
                self._append(file, partial, meter)
                if size(partial) == file.bytes:
                    return
                reason = "the connection was cut"
            except httpx2.HTTPError as error:
                reason = _reason(error)
            if size(partial) <= before:
                break
        raise DownloadFailed(reason)

    def _append(self, file: File, partial: Path, meter: Meter) -> None:
        start = _resumable(partial, file)
        url = huggingface_hub.hf_hub_url(self._source.repo, file.path, revision=self._source.revision)
        headers = {"Range": f"bytes={start}-"} if start else {}
        with closing(_answer(self._client, url, meter, headers=headers)) as answer, partial.open("ab") as target:
            done = _check_range(answer, file, start=start)
            target.truncate(done)
            meter.found(file.path, done)
            for chunk in answer.iter_bytes():  # as they come: a larger chunk would be lost when the connection is cut
                done += len(chunk)
                if done > file.bytes:
                    raise DownloadFailed(f"more came than the {file.bytes} bytes of {file.path}")
                target.write(chunk)
                meter.fetched(file.path, done)


def _resumable(partial: Path, file: File) -> int:
    """Return from which byte on to go on. One that is long enough was found to be bad: it is replaced, from byte 0,
    once the hub answers, and left as it is for the next source where it does not.
    """
    have = size(partial)
    return have if have < file.bytes else 0


def _check_range(answer: httpx2.Response, file: File, *, start: int) -> int:
    """Return from which byte on the answer holds the file, which must have the pinned size."""
    resumed = answer.status_code == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {start}-")
    total = answer.headers.get("Content-Range", "").rpartition("/")[2] if resumed else None
    if not resumed and "Content-Encoding" not in answer.headers:
        total = answer.headers.get("Content-Length")
    if total is not None and total.isdecimal() and int(total) != file.bytes:
        raise DownloadFailed(f"{file.path} has {total} bytes there instead of {file.bytes}")
    return start if resumed else 0


class _Lfs(BaseModel):
    sha256: str


class _Sibling(BaseModel):
    path: str = Field(alias="rfilename")
    size: int
    blob: str = Field(alias="blobId")
    lfs: _Lfs | None = None


class _Revision(BaseModel):
    sha: str
    siblings: list[_Sibling]


def listing(source: Snapshot, meter: Meter) -> Listing:
    """Ask the hub which of the snapshot's files it has, and with which checksums.

    Raises:
        DownloadFailed: the hub does not answer, or has no weights there.
    """
    url = f"{constants.ENDPOINT}/api/models/{source.repo}/revision/{quote(source.revision, safe='')}?blobs=true"
    try:
        with _client(token=_token()) as client, closing(_answer(client, url, meter)) as answer:
            return _chosen(source, _Revision.model_validate_json(answer.read()))
    except httpx2.HTTPError as error:
        raise DownloadFailed(_reason(error)) from error
    except ValidationError as error:
        raise DownloadFailed("the list of files is not understood") from error


def _chosen(source: Snapshot, revision: _Revision) -> Listing:
    there = {sibling.path: sibling for sibling in revision.siblings}
    weights = next((path for form in source.weights for path in sorted(there) if _is_like(path, form)), None)
    if weights is None:
        raise DownloadFailed(f"the repository has none of {', '.join(source.weights)}")
    chosen = [there[path] for path in (weights, *source.files) if path in there]
    files = tuple(File(path=s.path, bytes=s.size, checksum=s.lfs.sha256 if s.lfs else s.blob) for s in chosen)
    return Listing(commit=revision.sha, files=files)


def _is_like(path: str, form: str) -> bool:
    return fnmatchcase(path.lower(), form.lower())


def answers() -> bool:
    """Return whether the hub answers, within CONNECT_SECONDS and READ_SECONDS. The user's token is not sent."""
    meter = Meter("the hub", 0, on_progress=None, cancel=None)
    try:
        with _client(token=None) as client, closing(_answer(client, f"{constants.ENDPOINT}/api/models?limit=1", meter)):
            return True
    except (DownloadFailed, httpx2.HTTPError):
        return False


def _token() -> str | None:
    return None if constants.HF_HUB_DISABLE_IMPLICIT_TOKEN else huggingface_hub.get_token()


def _client(*, token: str | None) -> httpx2.Client:
    """Return a client for the hub: no retries, and a token, where it is to have one, for the hub's own host only."""
    if constants.HF_HUB_OFFLINE:
        raise DownloadFailed("HF_HUB_OFFLINE is set")
    headers = {"User-Agent": "belegt", "Accept-Encoding": "identity"}
    if token:
        headers["Authorization"] = f"Bearer {token}"  # httpx2 drops it where a redirect leaves the host
    timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        return httpx2.Client(headers=headers, timeout=timeout, follow_redirects=True)
    except (ImportError, ValueError) as error:  # proxy settings httpx2 cannot use
        raise DownloadFailed(str(error)) from error


def _answer(client: httpx2.Client, url: str, meter: Meter, *, headers: dict[str, str] | None = None) -> httpx2.Response:
    """Return the open answer to a GET, connected within CONNECT_SECONDS and with a status that is no error.

    The request runs in a thread of its own, for two reasons: httpx2's time limit does not hold for the look-up of the
    host's name, which can hang for half a minute, and the reader can cancel while it waits.
    """
    connecting = _Connecting()
    try:
        request = client.build_request("GET", url, headers=headers, extensions={"trace": connecting.trace})
    except httpx2.InvalidURL as error:
        raise DownloadFailed(f"the hub's address is wrong: {error}") from error
    outcome: Future[httpx2.Response] = Future()

    def send() -> None:
        try:
            outcome.set_result(client.send(request, stream=True))
        except Exception as error:  # raised again in the caller's thread, where it still waits
            outcome.set_exception(error)

    def check() -> None:
        meter.check()
        connecting.check()

    threading.Thread(target=send, name="belegt-hub", daemon=True).start()
    try:
        answer = _wait(outcome, check=check)
    except (Cancelled, DownloadFailed):
        outcome.add_done_callback(_close)
        raise
    if answer.is_error:
        answer.close()
        raise DownloadFailed(_STATUS.get(answer.status_code, f"HTTP {answer.status_code}"))
    return answer


_STATUS = {
    401: "access was refused (HTTP 401)",
    403: "access was refused (HTTP 403)",
    404: "it is not there (HTTP 404)",
    429: "too many requests (HTTP 429)",
}


def _wait(outcome: Future[httpx2.Response], *, check: Callable[[], None]) -> httpx2.Response:
    while True:
        try:
            return outcome.result(timeout=0.1)
        except FutureTimeout:
            check()


def _close(late: Future[httpx2.Response]) -> None:
    """Close an answer that nobody waits for any more."""
    if late.exception() is None:
        late.result().close()


class _Connecting:
    """Knows from httpx2's trace whether a request is still connecting, and for how long (a redirect does it again)."""

    def __init__(self) -> None:
        self._since: float | None = time.monotonic()

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Take note of an event of the transport."""
        if event.endswith("connect_tcp.started"):
            self._since = time.monotonic()
        elif event.endswith(("connect_tcp.complete", "send_request_headers.started")):
            self._since = None

    def check(self) -> None:
        """Raise DownloadFailed where it took too long."""
        since = self._since
        if since is not None and time.monotonic() - since > CONNECT_SECONDS:
            raise DownloadFailed(_no_connection())


def _no_connection() -> str:
    return f"no connection within {CONNECT_SECONDS:g} seconds"


def _reason(error: httpx2.HTTPError) -> str:
    """Return what happened in words for the reader."""
    if isinstance(error, httpx2.ConnectTimeout):
        return _no_connection()
    if isinstance(error, httpx2.TimeoutException):
        return f"no answer for {READ_SECONDS:g} seconds"
    return str(error) or type(error).__name__
