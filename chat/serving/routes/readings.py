"""Readings: begun, followed, listed, asked, checked, written to files, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import anyio.to_thread
from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from chat.answers.quote_check import CheckedQuote
from chat.export import files
from chat.intake import source
from chat.layers import IsCancelled
from chat.schema import Answer, Length
from chat.serving import events
from chat.serving.host import Host
from chat.serving.routes.forms import (
    Article,
    Claims,
    Grown,
    Hosted,
    Listed,
    Owner,
    Question,
    Quotation,
    ToRead,
    grown,
    listed,
)

R = TypeVar("R")
router = APIRouter()

_WAIT = 600.0  # seconds that a call waits for a reading at most
_EVENTS = {"text/event-stream": {"schema": {"type": "string"}}}
_FILE = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.post("/claims", summary="Who claims what in an article; no model, nothing kept")
def claims(article: Article, host: Hosted) -> Claims:
    """Return the claims of an article and the same by speaker, in the language of the article."""
    found, ledger = host.claims(host.taken(text=article.text, url=article.url), code=article.language)
    return Claims(claims=found, ledger=ledger)


@router.post("/readings", status_code=201, summary="Begin to read an article")
def begin(
    article: ToRead, host: Hosted, owner: Owner, wait: Annotated[bool, Query(description="until it is whole")] = False
) -> Grown:
    """Return what is known of an article at once; it is read on meanwhile, and can be followed."""
    taken = host.taken(text=article.text, url=article.url)
    begun = host.begin(owner, taken, code=article.language, length=article.length, translate=article.translate)
    return grown(host.wait(owner, begun.id, seconds=_WAIT) if wait else begun)


@router.post("/files", status_code=201, summary="Begin to read a file: text, Markdown, HTML, PDF, Word, mail")
def begin_file(
    file: Annotated[UploadFile, File()],
    host: Hosted,
    owner: Owner,
    language: Annotated[str | None, Form()] = None,
    length: Annotated[Length, Form()] = "medium",
    translate: Annotated[bool, Form()] = True,
) -> Grown:
    """Return what is known of the article in a file, as for a text."""
    taken = source.take_bytes(file.file.read(source.MAX_BYTES + 1), file.filename or "file")
    return grown(host.begin(owner, taken, code=language, length=length, translate=translate))


@router.get("/readings", summary="What was read before")
def recent(
    host: Hosted,
    owner: Owner,
    query: Annotated[str, Query(description="words that are in it, German or English", max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> list[Listed]:
    """Return the readings, the latest first."""
    return [listed(entry) for entry in host.recent(owner, query=query, limit=limit)]


@router.get("/readings/{id}", summary="A reading as it is by now")
def snapshot(id: str, host: Hosted, owner: Owner) -> Grown:
    """Return a reading as it is by now."""
    return grown(host.snapshot(owner, id))


@router.get(
    "/readings/{id}/events", response_class=Response, responses={200: {"content": _EVENTS}}, summary="Follow it"
)
async def follow(id: str, host: Hosted, owner: Owner) -> StreamingResponse:
    """Stream a reading while it grows: events `snapshot` with all there is, and one `end`."""
    await run_in_threadpool(host.snapshot, owner, id)  # an error is told as such, before the stream begins
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events.followed(host, owner, id), media_type="text/event-stream", headers=headers)


@router.post("/readings/{id}/continue", summary="Go on with a reading that was stopped")
def go_on(id: str, host: Hosted, owner: Owner) -> Grown:
    """Have a reading read on; what is there is not made again."""
    return grown(host.go_on(owner, id))


@router.post("/readings/{id}/stop", summary="Stop a reading; what is there stays")
def stop(id: str, host: Hosted, owner: Owner) -> Grown:
    """Return the reading as far as it came."""
    return grown(host.stop(owner, id))


@router.delete("/readings/{id}", status_code=204, summary="Delete a reading for good")
def delete(id: str, host: Hosted, owner: Owner) -> None:
    """Stop what is done for it, and delete it with its conversation."""
    host.delete(owner, id)


@router.get("/readings/{id}/answers", summary="The conversation about a reading")
def answers(id: str, host: Hosted, owner: Owner) -> list[Answer]:
    """Return what was asked and answered, in order."""
    return host.answers(owner, id)


@router.post("/readings/{id}/questions", summary="Ask something about a reading")
async def ask(id: str, asked: Question, request: Request, host: Hosted, owner: Owner) -> Answer:
    """Return the answer, cited; whoever hangs up has it stopped."""
    return await _while_connected(request, lambda cancelled: host.ask(owner, id, asked.question, cancelled=cancelled))


@router.post("/readings/{id}/quotations", summary="Check a quotation from an article")
def verify(id: str, quotation: Quotation, host: Hosted, owner: Owner) -> CheckedQuote:
    """Say whether it is verbatim, of the same sense, changed, by somebody else, or not in the article."""
    return host.verify(owner, id, quotation.quote)


@router.get("/readings/{id}/file", response_class=Response, responses={200: {"content": _FILE}}, summary="As a file")
def file(
    id: str,
    host: Hosted,
    owner: Owner,
    format: files.Format = "md",
    scope: Annotated[files.Scope, Query(description="the summary, or everything")] = "summary",
) -> Response:
    """Return a reading as Word, PDF, Markdown, JSON or CSV."""
    form = files.FORMATS[format]
    data = host.file(owner, id, format=format, scope=scope)
    name = f'attachment; filename="belegt.{form.suffix}"'
    return Response(data, media_type=form.mime, headers={"Content-Disposition": name})


async def _while_connected(request: Request, work: Callable[[IsCancelled], R]) -> R:
    """Return what some work gives that is done in a thread; it is told to stop where the client has gone."""
    gone = False

    async def watch() -> None:
        nonlocal gone
        while not await request.is_disconnected():
            await anyio.sleep(0.3)
        gone = True

    async with anyio.create_task_group() as group:
        group.start_soon(watch)
        result = await anyio.to_thread.run_sync(lambda: _kept_whole(work, lambda: gone))
        group.cancel_scope.cancel()
    if isinstance(result, Exception):
        raise result
    return result


def _kept_whole(work: Callable[[IsCancelled], R], cancelled: IsCancelled) -> R | Exception:
    """Return the error of some work instead of raising it: a group of tasks would wrap it."""
    try:
        return work(cancelled)
    except Exception as error:
        return error


__all__ = ["Host", "router"]
