"""Shards through Ray: each is a task of its own for one of several processes, which read the models once.

A process that dies, or a machine, is replaced, and its shard is begun again; what was done stays done, for a shard is
done by what lies in the folder and not by what somebody remembers. Nothing else here knows Ray.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError
from onrecord.extracting import Load
from onrecord.scale import making
from onrecord.scale.shards import ScaleError
from onrecord.workers import Crew, WorkerError

_OBJECTS = 100_000_000
"""Bytes that a cluster of this machine alone keeps for what processes hand on: paths, and what became of them."""

_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""For a cluster that is started here: nobody is told of it, and it is silent about what it mends by itself."""


class Maker:
    """What a process of the cluster does, for as long as it lives.

    It has one beside it that extracts, which ends with it: an article that kills that one, or takes it too long, is
    refused, where Ray would begin its shard again for ever.
    """

    def __init__(self, out: str, load: Load) -> None:
        """Take the folder and what reads the models."""
        self._out, self._crew = Path(out), Crew(1, load=load)

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[str]]:
        """Extract shards, and say of each what is wrong with it, if anything."""
        return {"source": list(map(str, batch["source"])), "wrong": [self._make(str(each)) for each in batch["source"]]}

    def _make(self, source: str) -> str:
        try:
            making.make(Path(source), self._out, self._crew)
        except (ScaleError, ModelError, WorkerError) as error:
            return str(error)
        return ""


def make_all(
    sources: Sequence[Path], out: Path, *, workers: int | None, address: str | None, load: Load
) -> Iterator[tuple[Path, str]]:
    """Extract shards, and yield each as it is done, with what is wrong with it, if anything.

    Raises ScaleError where Ray is missing or gives up.
    """
    if not sources:
        return
    if find_spec("ray") is None:
        raise ScaleError("the engine ray is not installed: pip install 'onrecord[ray]'")
    with _cluster(workers, address) as ray:
        size = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        try:
            yield from _run(sources, out, min(size, len(sources)), load)
        except ray.exceptions.RayError as error:
            raise ScaleError(f"Ray gave up ({_first_line(error)}); run it again, which goes on where it was") from error


def _run(sources: Sequence[Path], out: Path, workers: int, load: Load) -> Iterator[tuple[Path, str]]:
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    shards = ray.data.from_items([{"source": str(each)} for each in sources], override_num_blocks=len(sources))
    done = shards.map_batches(
        Maker,
        batch_size=1,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
        fn_constructor_args=(str(out), load),
        num_cpus=1,
    )
    for row in done.iter_rows():
        yield Path(row["source"]), row["wrong"]


@contextmanager
def _cluster(workers: int | None, address: str | None) -> Iterator[Any]:
    """Hold the cluster that there is, by its address or the environment's; else one of this machine, ended behind."""
    import ray

    if ray.is_initialized():
        yield ray
        return
    wanted: dict[str, Any] = {"address": address} if address else {}
    if not address and not os.environ.get("RAY_ADDRESS"):
        os.environ.update({name: os.environ.get(name, value) for name, value in _ENVIRONMENT.items()})
        wanted = {
            "address": "local",
            "num_cpus": workers,
            "object_store_memory": _OBJECTS,
            "include_dashboard": False,
        }
    before = signal.getsignal(signal.SIGTERM)
    try:
        ray.init(**wanted, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise ScaleError(f"no Ray cluster ({_first_line(error)}); check the address, or leave it out") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, before)  # Ray's own would end the program where it stands
    try:
        yield ray
    finally:
        ray.shutdown()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
