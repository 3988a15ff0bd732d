"""Shards on Ray Data: a pool of workers, each with its engines, on this machine or on a cluster.

Only the numbers of shards go through Ray; each worker opens the input and writes its part, so that no article takes
room in Ray's store. A worker that dies is started again by Ray, and does its shard once more.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from chat.batch import plan
from chat.batch.inputs import Shard
from chat.batch.journal import Done
from chat.batch.shards import Job, do
from chat.batch.work import Asked, IsCancelled, Worker
from chat.errors import Cancelled, ChatError, InputError

_LOCAL = "local"
_STORE = 256_000_000  # bytes of Ray's store, which holds numbers only
_WORKER = "belegt-batch"


def run(
    shards: Sequence[Shard], job: Job, asked: Asked, *, address: str, workers: int, cancelled: IsCancelled
) -> Iterator[Done]:
    """Yield the shards as they are done, in any order.

    Args:
        address: of a cluster, or `local`: Ray is started on this machine, and ended.
        workers: how many there are at once; 0: one a processor core.

    Raises:
        InputError: Ray is not installed or does not answer, or as `shards.do`.
        Cancelled: the batch is to stop.
    """
    ray = _started(address)
    try:
        count = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield from _results(ray, shards, job, _shared(asked, count, is_local=address == _LOCAL), count, cancelled)
    finally:
        ray.shutdown()


def _started(address: str) -> Any:
    """Return Ray, started or joined; it says nothing, and sends nothing anywhere.

    Raises:
        InputError: it is not installed, or there is no cluster.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # what it would be from the next release on
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
    except ImportError as error:
        raise InputError(
            "Ray is not installed.", hint="pip install -r requirements-ray.txt, or pip install 'belegt[ray]'."
        ) from error
    how: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if address == _LOCAL:
        how |= {"include_dashboard": False, "object_store_memory": _STORE, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(address=address, **how)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise InputError(
            f"Ray does not answer at {address}.", hint="`ray status` says whether a cluster is there."
        ) from error
    return ray


def _shared(asked: Asked, workers: int, *, is_local: bool) -> Asked:
    """Return what is wished with the processor's threads shared among the workers of one machine."""
    if asked.settings.threads or not is_local:
        return asked
    threads = max(1, (os.cpu_count() or 1) // workers)
    return replace(asked, settings=asked.settings.model_copy(update={"threads": threads}))


class Pooled:
    """A worker of the pool: given the numbers of shards, it says what came of each.

    It finds the shards in the plan that lies in the folder of the output, which is not sent to it with each task.
    """

    def __init__(self, job: Job, asked: Asked) -> None:
        planned = plan.kept(job.out)
        self._shards = {shard.number: shard for shard in planned.shards} if planned else {}
        self._job = job
        self._worker = Worker(asked)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Return for each shard how it is done, or why it could not be."""
        told = [self._do(int(number)) for number in batch["shard"]]
        return {"done": [done for done, _ in told], "error": [error for _, error in told]}

    def _do(self, number: int) -> tuple[str, str]:
        try:
            return do(self._shards[number], self._job, self._worker).model_dump_json(), ""
        except ChatError as error:  # as it is it would come back as one of Ray's
            return "", f"{error.message}\0{error.hint}"


def _results(
    ray: Any, shards: Sequence[Shard], job: Job, asked: Asked, workers: int, cancelled: IsCancelled
) -> Iterator[Done]:
    from ray.data import ActorPoolStrategy, DataContext

    context = DataContext.get_current()
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    numbers = [{"shard": shard.number} for shard in shards]
    data = ray.data.from_items(numbers, override_num_blocks=len(numbers)).map_batches(
        Pooled,
        fn_constructor_args=(job, asked),
        batch_size=1,
        compute=ActorPoolStrategy(size=min(workers, len(numbers)), max_tasks_in_flight_per_actor=2),
        num_cpus=1,
    )
    # Nothing is fetched ahead: else what a shard came to is not noted before the next one is done.
    for batch in data.iter_batches(batch_size=None, prefetch_batches=0):
        for done, error in zip(batch["done"], batch["error"], strict=True):
            if error:
                message, _, hint = str(error).partition("\0")
                raise InputError(message, hint=hint)
            yield Done.model_validate_json(str(done))
        if cancelled():
            raise Cancelled("The batch was stopped.")
