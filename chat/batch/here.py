"""Shards in this process, one after the other. Needs nothing that is not installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat.batch.inputs import Shard
from chat.batch.journal import Done
from chat.batch.shards import Job, do
from chat.batch.work import Asked, IsCancelled, Worker


def run(shards: Sequence[Shard], job: Job, asked: Asked, *, cancelled: IsCancelled) -> Iterator[Done]:
    """Yield the shards as they are done.

    Raises:
        InputError, Cancelled: as `shards.do`.
    """
    worker = Worker(asked, cancelled=cancelled)
    for shard in shards:
        yield do(shard, job, worker)
