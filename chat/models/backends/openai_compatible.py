"""A chat model on a server that speaks OpenAI's interface: vLLM, llama-server, Ollama and the like.

The `openai` package is imported with the first model that is opened (0.4 s). Its own retries are not used: they cannot
be stopped, and wait as long as a server asks for. The key is neither shown nor logged, nor is a password in the
address. Redirects are not followed: text goes to the host that was named, and nowhere else.
"""

from __future__ import annotations

import atexit
import ipaddress
import logging
import threading
from base64 import b64encode
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit, urlunsplit

from chat.errors import InputError, ModelError, ModelFailed, PromptTooLong
from chat.models.backends import bounded
from chat.models.backends.batch import Batch, Grow, Whole
from chat.models.base import Reply, Request, TextModel, without_beginning
from chat.models.turns import Turns

CONNECT_SECONDS = 5.0
SILENT_SECONDS = 120.0  # without a byte; a long prompt on a slow machine is read in silence
PAUSES = (0.5, 1.0, 2.0)  # before each new attempt, in seconds
_LONGEST_PAUSE = 30.0  # however long the server asks for
_NAMES_SHOWN = 20
# What a reply may take at most: a server that does not end it is left.
_CHARACTERS = 50  # a token
_ALIVE = 5  # times as long as a silent server, one is waited for that says it is still there: it may read a long prompt
_MOST_EMPTY = 1_000  # chunks in a row that hold nothing
_TOO_LONG = ("context_length_exceeded", "exceed_context_size", "maximum context length", "context length")
_BUSY = 429

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True)
class Address:
    """Where a server listens.

    Args:
        url: without user name and password.
        host: with the port, where one is named; shown to the reader.
        login: user name and password, as the header Authorization has them; empty where the address has none.
        local: whether it is this machine.
    """

    url: str
    host: str
    local: bool
    login: str = field(default="", repr=False)


def address(url: str) -> Address:
    """Return the parts of an address.

    Raises:
        InputError: it is none.
    """
    try:
        parts = urlsplit(url.strip())
        port, name = parts.port, parts.hostname
    except ValueError:
        name = None
    if not name or parts.scheme not in ("http", "https"):
        raise InputError(
            "BELEGT_BASE_URL is not an address of a server.", hint="It must look like http://localhost:8080/v1."
        )
    bare = f"[{name}]" if ":" in name else name
    host = f"{bare}:{port}" if port else bare
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if parts.username else ""
    return Address(
        url=urlunsplit((parts.scheme, host, parts.path, "", "")),
        host=host,
        local=_is_local(name),
        login=f"Basic {b64encode(login.encode()).decode()}" if login else "",
    )


def _is_local(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


class OpenAICompatible(TextModel):
    """A chat model on a server. Thread-safe. See `shared` for the usual way to get one.

    Args:
        where: the server's address.
        model: the server's name of the model; empty: the only one it has, which is asked for with the first request.
        key: the server's key; empty where it wants none.
        parallel: requests in flight of all calls; a question or a lead may come on top (`Turns`).
        silent: seconds without a byte after which the server is given up; with bytes that tell nothing, five times as
            many.
        pauses: seconds to wait before each new attempt, where the server is too busy, fails or cuts the connection.
    """

    def __init__(
        self,
        where: Address,
        *,
        model: str = "",
        key: str = "",
        parallel: int = 8,
        silent: float = SILENT_SECONDS,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self.name = model or where.host
        self.parallel = parallel
        self._model = model
        self._where = where
        self._silent = silent
        self._pauses = tuple(pauses)
        self._turns = Turns(parallel, is_shared=False)
        self._lock = threading.Lock()
        self._client = _client(where, key=key, silent=silent)

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply piece by piece. Closing the iterator closes the connection, which stops the server.

        No interface for grammars is common to all servers: `citable` is not enforced.
        """
        from openai import APIError

        stopped = threading.Event()
        try:
            with self._turns.held(request.priority):
                body = self._body(request)
                stream = self._persistent(lambda: self._open(body), stopped=stopped)
                yield from _pieces(stream, most=request.max_tokens * _CHARACTERS, stopped=stopped)
        except APIError as error:
            raise self._in_our_words(error) from error
        finally:
            stopped.set()

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish.

        A reply that the server refuses for its prompt is logged and yielded empty. Where the server is gone, does
        not take the key or has no such model, what has come is yielded before the error is raised.
        """
        yield from self._batch(requests).replies()

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies as they grow; one that is cut off and asked for again, from where it is longer.

        None has a certainty: not all servers take a request that asks for log-probabilities. Failures are as of
        `generate_many`.
        """
        yield from self._batch(requests).stream()

    def _batch(self, requests: Sequence[Request]) -> Batch:
        return Batch(requests, turns=self._turns, run=self._whole, name=f"belegt-{self._where.host}")

    def close(self) -> None:
        """Close the connections that are kept for the next request."""
        self._client.close()

    def _whole(self, request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        """Return the whole reply, empty where the server refuses this prompt.

        Raises:
            ModelError: there can be none at all.
        """
        from openai import APIConnectionError, APIError, APIStatusError, BadRequestError, UnprocessableEntityError

        longest = 0

        def attempt() -> str:
            nonlocal longest
            text = ""
            for piece in _pieces(self._open(body), most=request.max_tokens * _CHARACTERS, stopped=stopped):
                text += piece
                if len(text) > longest:
                    grow(text)
                    longest = len(text)
            return text

        try:
            body = self._body(request)
            return self._persistent(attempt, stopped=stopped), None
        except APIError as error:
            failure = self._in_our_words(error)
            of_server = isinstance(error, (APIConnectionError, APIStatusError))
            if of_server and not isinstance(error, (BadRequestError, UnprocessableEntityError)):
                raise failure from error
            _log.warning("a reply failed: %s", failure)
            return "", None

    def _body(self, request: Request) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model_name(),
            "messages": without_beginning(request.messages)[0],  # some servers refuse to go on with a reply
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
        }
        if request.temperature:
            body["seed"] = request.seed
        if request.schema is not None:
            form = {"name": "reply", "schema": request.schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body

    def _open(self, body: dict[str, Any]) -> Any:
        return self._client.chat.completions.create(**body, stream=True)

    def _persistent(self, send: Callable[[], T], *, stopped: threading.Event) -> T:
        """Send, and send again after a pause where the server is too busy, fails or cuts the connection."""
        from openai import APIError

        for pause in self._pauses:
            try:
                return send()
            except APIError as error:
                if not _passes(error) or stopped.wait(min(_asked_pause(error, default=pause), _LONGEST_PAUSE)):
                    raise
        return send()

    def _model_name(self) -> str:
        """Return the name of the model, asking the server where none is set."""
        with self._lock:
            if not self._model:
                names = self._models()
                if len(names) != 1:
                    raise ModelFailed(
                        f"The server at {self._where.host} has {len(names)} models, and none is chosen.",
                        hint=f"Set BELEGT_SERVER_MODEL to one of: {_listed(names)}.",
                    )
                self._model = names[0]
            return self._model

    def _models(self) -> list[str]:
        return [model.id for model in self._client.models.list()]

    def _in_our_words(self, error: Exception) -> ModelError:
        """Return an error of the client in words for the reader; the server's own words could repeat the key."""
        import openai

        server = f"The server at {self._where.host}"
        status = error.status_code if isinstance(error, openai.APIStatusError) else 0
        if isinstance(error, openai.APITimeoutError):
            return ModelFailed(f"{server} sent nothing for {self._silent:g} seconds.", hint=_ELSEWHERE)
        if isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, _NO_REPLY):
            return ModelFailed(f"{server} sent what is no reply.", hint="Check BELEGT_BASE_URL.")
        if isinstance(error, openai.APIConnectionError):
            return ModelFailed(f"{server} does not answer, or cuts the connection.", hint=_ELSEWHERE)
        if status in (401, 403):
            return ModelFailed(f"{server} refuses the key (HTTP {status}).", hint="Set BELEGT_API_KEY to its key.")
        if status == 404:
            return self._not_there(server)
        if status == _BUSY:
            return ModelFailed(
                f"{server} is too busy (HTTP {status}).", hint="Try again later, or lower BELEGT_PARALLEL."
            )
        if any(sign in str(error) for sign in _TOO_LONG):
            return PromptTooLong("The prompt is too long for the server's model.", hint="Read a shorter text.")
        reason = f"HTTP {status}" if status else "its stream ended with an error"
        return ModelFailed(f"{server} failed ({reason}).", hint="Try again, and see the server's own log.")

    def _not_there(self, server: str) -> ModelFailed:
        from openai import OpenAIError

        try:
            names = self._models()
        except OpenAIError:
            return ModelFailed(f"{server} has nothing there (HTTP 404).", hint="BELEGT_BASE_URL mostly ends in /v1.")
        return ModelFailed(
            f"{server} has no model “{self._model}”.", hint=f"Set BELEGT_SERVER_MODEL to one of: {_listed(names)}."
        )


_ELSEWHERE = "Start it, or check BELEGT_BASE_URL."


def _client(where: Address, *, key: str, silent: float) -> Any:
    """Return the client: no retries, no redirects, nothing of OpenAI's own environment variables."""
    import openai

    headers: dict[str, Any] = {
        "OpenAI-Organization": openai.Omit(),
        "OpenAI-Project": openai.Omit(),
        "Accept-Encoding": "identity",
    }
    if where.login and not key:
        headers["Authorization"] = where.login
    timeout = openai.Timeout(silent, connect=CONNECT_SECONDS)
    # A proxy would take what is meant for this machine elsewhere.
    http = openai.DefaultHttpx2Client(follow_redirects=False, trust_env=not where.local, timeout=timeout)
    http.event_hooks["response"].append(partial(bounded.bound, silent=_ALIVE * silent))
    return openai.OpenAI(
        base_url=where.url, api_key=key or "none", timeout=timeout, max_retries=0, default_headers=headers,
        http_client=http,
    )  # fmt: skip


# What is raised by a stream that is of another form than a reply's.
_NO_REPLY = (ValueError, AttributeError, TypeError, RecursionError)


def _pieces(stream: Any, *, most: int, stopped: threading.Event) -> Iterator[str]:
    """Yield the text of a stream, and close it at the end or when `stopped` is set.

    One that ends without saying so was cut, or is none: a connection that is closed in good order tells nothing.

    Args:
        most: characters, after which a server that goes on is left, as if it had ended.
    """
    from openai import APIConnectionError

    with stream:
        ended, left = False, most
        try:
            for piece, ends in _told(stream):
                ended = ended or ends
                left -= len(piece)
                if piece:
                    yield piece
                if stopped.is_set() or left < 0:
                    return
        except _NO_REPLY as error:  # no JSON, or of another form
            raise APIConnectionError(request=stream.response.request) from error
        if not ended:
            raise APIConnectionError(request=stream.response.request)


def _told(stream: Any) -> Iterator[tuple[str, bool]]:
    """Yield the text of each chunk, and whether it says that it is the last.

    Raises:
        TypeError: what should be text is none.
        ValueError: chunks without end tell nothing, not even what a model thinks before it replies.
    """
    empty = 0
    for chunk in stream:
        choices = chunk.choices or ()
        text = "".join(choice.delta.content or "" for choice in choices)
        ends = any(choice.finish_reason is not None for choice in choices)
        tells = bool(text or ends or any(choice.delta.model_extra for choice in choices))
        empty = 0 if tells else empty + 1
        if empty > _MOST_EMPTY:
            raise ValueError("chunks without end")
        yield text, ends
        if tells:
            bounded.heard(stream.response)  # only now: whoever takes the text may take its time


def _passes(error: Exception) -> bool:
    """Return whether an error may pass. A silent server had its time already."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APIStatusError):
        return bool(error.status_code == _BUSY or error.status_code >= 500)
    return isinstance(error, APIConnectionError) and not isinstance(error, APITimeoutError)


def _asked_pause(error: Any, *, default: float) -> float:
    """Return the seconds after which the server wants to be asked again, `default` where it does not say."""
    response = getattr(error, "response", None)
    try:
        return max(0.0, float(response.headers["Retry-After"])) if response is not None else default
    except (KeyError, ValueError):  # none, or a date
        return default


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    return f"{', '.join(names[:_NAMES_SHOWN]) or 'none'}{more}"


_shared: dict[tuple[Address, str, str, int], OpenAICompatible] = {}
_shared_lock = threading.Lock()


def shared(where: Address, *, model: str, key: str, parallel: int) -> OpenAICompatible:
    """Return this process's model of that server, so that connections are used again."""
    with _shared_lock:
        settings = (where, model, key, parallel)
        if settings not in _shared:
            _shared[settings] = OpenAICompatible(where, model=model, key=key, parallel=parallel)
            atexit.register(_shared[settings].close)
        return _shared[settings]
