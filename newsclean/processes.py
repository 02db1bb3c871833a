"""Worker processes for `clean_many`: plain Python processes that take pickled chunks of items through a pipe.

Why no library does this: multiprocessing and `concurrent.futures` run the caller's script again in each spawned worker
(one without a `__main__` guard breaks), forked workers inherit locked locks from a notebook's threads, and helper
processes stay when the work is done. With loky, a killed worker failed all items when it was tried; a page that
crashes native code must cost no other.

A worker here imports newsclean and nothing of the caller's. It ends when its pipe does, so it outlives no parent,
however that ended. Each worker has a thread here that waits for it.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import traceback
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import Any, BinaryIO, NamedTuple

from newsclean.article import Article
from newsclean.extras import require
from newsclean.items import Failure, Item, clean_item
from newsclean.page import Favor, Judge
from newsclean.pipeline import NamedStep, Pipeline

MAX_CHUNK_ITEMS = 16
"""Items that a worker is sent at once, at most. By hand."""
MAX_CHUNK_CHARS = 200_000
"""Characters of them after which no further one is taken: long pages go alone. By hand."""
CHUNKS_AHEAD = 3
"""Chunks for each worker that are read, worked on or ready at a time. By hand."""

Chunk = list[tuple[int, Item]]
Results = list[Article | Failure]


class PortablePipeline(NamedTuple):
    """A pipeline that another process can load: each step's name and bytes, and what else it holds."""

    steps: tuple[tuple[str, bytes], ...]
    model: Judge | str | None
    favor: Favor


_LENGTH = struct.Struct(">Q")
"""What precedes a message: its length in 8 bytes."""
_BOOT = (
    "import sys; sys.path = [place for place in sys.path if place]; "
    "import pickle; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from newsclean.processes import serve; raise SystemExit(serve())"
)
"""What a worker runs: it takes the path to import from of its parent, without the folder it was started in."""


class WorkerDied(RuntimeError):
    """A worker process ended in the middle of its work: killed, out of memory, or crashed in native code."""


class WorkerTraceback(Exception):
    """Where an error came from, as the worker printed it; it stands as the cause of the error."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def clean_in_processes(
    items: Iterator[Item], pipeline: PortablePipeline, workers: int
) -> Generator[Article | Failure, None, None]:
    """The results of all items, in order; at most `CHUNKS_AHEAD` chunks a worker are read ahead."""
    pool = Pool(pipeline, workers)
    try:
        pool.check_start()
        source = Chunks(items, workers)
        pending: deque[Future[Results]] = deque()
        for chunk in source:
            pending.append(pool.submit(chunk))
            while pending and (len(pending) >= workers * CHUNKS_AHEAD or pending[0].done()):
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
        if source.error is not None:
            raise source.error
    finally:
        pool.close()


class Chunks:
    """The items in chunks that grow from 1, so that few items are shared out evenly and many cost few messages.

    What the items' own iterator raises is kept in `error`, to be raised after the results of what came before.
    """

    def __init__(self, items: Iterator[Item], workers: int) -> None:
        self.items = enumerate(items)
        self.workers = workers
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[Chunk]:
        sent = 0
        while chunk := self.take(min(MAX_CHUNK_ITEMS, 1 + sent // (2 * self.workers))):
            yield chunk
            sent += 1

    def take(self, size: int) -> Chunk:
        """The next items: at most `size`, and no more once they are long."""
        chunk: Chunk = []
        chars = 0
        try:
            while self.error is None and len(chunk) < size and chars < MAX_CHUNK_CHARS:
                index, item = next(self.items)
                chunk.append((index, item))
                text = item[0] if isinstance(item, tuple) and item else item
                chars += len(text) if isinstance(text, str) else 0
        except StopIteration:
            pass
        except Exception as error:
            self.error = error
        return chunk


class Pool:
    """Worker processes, and a thread for each that sends it chunks and waits for its answers."""

    def __init__(self, pipeline: PortablePipeline, workers: int) -> None:
        self.hello = pickle.dumps(tuple(pipeline))
        self.lock = Lock()
        self.closed = False
        self.workers: list[Worker] = []
        self.idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self.threads = ThreadPoolExecutor(workers, thread_name_prefix="newsclean")
        try:
            for _ in range(workers):
                self.idle.put(self.start())
        except BaseException:
            self.close()
            raise

    def start(self) -> Worker:
        """A new worker process, told its steps; it answers once it has loaded them."""
        with self.lock:
            if self.closed:
                raise WorkerDied("The worker processes have been stopped.")
            worker = Worker()
            self.workers.append(worker)
        worker.send(pickle.dumps(sys.path))
        worker.send_frame(self.hello)
        return worker

    def check_start(self) -> None:
        """Wait for the first worker. Raises what keeps it from work: the steps are the same for all."""
        worker = self.idle.get()
        worker.await_ready()
        self.idle.put(worker)

    def submit(self, chunk: Chunk) -> Future[Results]:
        """A chunk on its way to the next idle worker."""
        return self.threads.submit(self.run, chunk)

    def run(self, chunk: Chunk) -> Results:
        """A chunk's results. Where it breaks the pickling or the worker, its items are tried one by one."""
        try:
            message = pickle.dumps(chunk)
        except Exception as error:
            return self.one_by_one(chunk, unsendable(error))
        worker = self.idle.get()
        try:
            return worker.ask(message)
        except WorkerDied as error:
            died = error
            self.bury(worker)
            worker = self.start()
        finally:
            self.idle.put(worker)
        return self.one_by_one(chunk, died)

    def one_by_one(self, chunk: Chunk, error: Exception) -> Results:
        """The results of a chunk's items, each by itself; a single item has failed with the error."""
        if len(chunk) == 1:
            return [Failure(chunk[0][0], error)]
        return [result for item in chunk for result in self.run([item])]

    def bury(self, worker: Worker) -> None:
        """Forget a worker that has died."""
        worker.kill()
        with self.lock:
            self.workers.remove(worker)
        worker.close()

    def close(self) -> None:
        """Stop all processes and threads, whatever they are doing."""
        with self.lock:
            self.closed = True
            workers = list(self.workers)
        for worker in workers:
            worker.kill()
        self.threads.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            worker.close()


class Worker:
    """One worker process and the two ends of its pipes."""

    def __init__(self) -> None:
        if not sys.executable or getattr(sys, "frozen", False):
            raise RuntimeError("There is no Python to start worker processes with (an embedded one?): use workers=1.")
        # A session of its own: Ctrl-C on the terminal is the parent's to handle.
        self.process = subprocess.Popen(
            [sys.executable, "-c", _BOOT],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True,
        )  # fmt: skip
        self.ready = False

    def ask(self, message: bytes) -> Results:
        """A chunk's results. Raises WorkerDied where the process ends instead."""
        self.await_ready()
        self.send_frame(message)
        results: Results
        results, traces = pickle.loads(self.receive())
        for failure, trace in zip((r for r in results if isinstance(r, Failure)), traces, strict=True):
            failure.error.__cause__ = WorkerTraceback(trace)
        return results

    def await_ready(self) -> None:
        """Wait until the steps are loaded. Raises TypeError with the step's name where one cannot be."""
        if not self.ready:
            failed = pickle.loads(self.receive())
            if failed is not None:
                raise TypeError(no_way_to_send(*failed))
            self.ready = True

    def send_frame(self, message: bytes) -> None:
        """Send one message with its length in front."""
        self.send(_LENGTH.pack(len(message)) + message)

    def send(self, data: bytes) -> None:
        """Send bytes. Raises WorkerDied where nobody reads them."""
        assert self.process.stdin is not None
        view = memoryview(data)
        try:
            while view:
                view = view[self.process.stdin.write(view) or 0 :]
        except (OSError, ValueError) as error:
            raise self.death() from error

    def receive(self) -> bytes:
        """One message of the process. Raises WorkerDied where it ends instead."""
        assert self.process.stdout is not None
        try:
            message = read_frame(self.process.stdout)
        except (OSError, ValueError) as error:
            raise self.death() from error
        if message is None:
            raise self.death()
        return message

    def death(self) -> WorkerDied:
        """How the process ended."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=5)
        code = self.process.returncode
        how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
        return WorkerDied(f"The worker process ended {how} before it gave an answer.")

    def kill(self) -> None:
        """End the process at once, and wait until it is gone. A thread that waits for its answer wakes up."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """Close the pipes of a process that is gone and that no thread reads from."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def portable(pipeline: Pipeline) -> PortablePipeline:
    """A pipeline that another process can load.

    Raises TypeError that names the step where there is no way to send it.
    """
    steps = tuple((step.name, dump_step(step)) for step in pipeline.steps)
    return PortablePipeline(steps, pipeline.model, pipeline.favor)


def dump_step(step: NamedStep) -> bytes:
    """A step's bytes; by cloudpickle where pickle cannot, or would name the caller's script, which no worker runs."""
    problem = "it is made in a script or notebook"
    try:
        data = pickle.dumps(step.run)
        if b"__main__" not in data:
            return data
    except Exception as error:
        problem = str(error)
    try:
        cloudpickle = require("cloudpickle", "notebook")
    except ImportError:
        raise TypeError(no_way_to_send(step.name, problem)) from None
    try:
        return bytes(cloudpickle.dumps(step.run))
    except Exception as error:
        raise TypeError(no_way_to_send(step.name, str(error))) from error


def no_way_to_send(name: str, problem: str) -> str:
    """What to tell of a step that stays at home, and the ways out."""
    return (
        f"The step {name!r} cannot be sent to worker processes: {problem}. Ways out: pip install 'newsclean[notebook]' "
        "(cloudpickle sends functions of notebooks and scripts), put the step into a module that can be imported, or "
        "use workers=1."
    )


def unsendable(error: Exception) -> TypeError:
    """The failure of an item that does not pickle."""
    problem = TypeError(f"This item cannot be sent to a worker process: {error}. Items are str, or str with hints.")
    problem.__cause__ = error
    return problem


def read_frame(pipe: Any) -> bytes | None:
    """The next message of a pipe; None where it ends."""
    head = read_exactly(pipe, _LENGTH.size)
    return None if head is None else read_exactly(pipe, _LENGTH.unpack(head)[0])


def read_exactly(pipe: Any, size: int) -> bytes | None:
    """That number of bytes; None where the pipe ends before."""
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = pipe.readinto(view)
        if not count:
            return None
        view = view[count:]
    return bytes(data)


def serve() -> int:
    """A worker's life: load the steps, then answer chunk after chunk until the pipe ends."""
    # What steps print must not get between the answers: it goes to stderr.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError, KeyboardInterrupt):
        pipeline, failed = load_pipeline(read_frame(sys.stdin.buffer) or b"")
        answer(answers, pickle.dumps(failed))
        while (message := read_frame(sys.stdin.buffer)) is not None:
            answer(answers, dump_results([clean_item(pipeline, *item) for item in pickle.loads(message)]))
    return 0


def load_pipeline(message: bytes) -> tuple[Pipeline, tuple[str, str] | None]:
    """The pipeline up to the first step that cannot be loaded, and that step's name with the reason."""
    steps: list[NamedStep] = []
    sent, model, favor = pickle.loads(message)
    for name, data in sent:
        try:
            steps.append(NamedStep(name, pickle.loads(data)))
        except Exception as error:
            return Pipeline(tuple(steps), model, favor), (name, f"{type(error).__name__}: {error}")
    return Pipeline(tuple(steps), model, favor), None


def answer(pipe: BinaryIO, message: bytes) -> None:
    """Send one message to the parent."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def dump_results(results: Results) -> bytes:
    """The results and the tracebacks of the failures among them, as bytes that the parent can load."""
    traces = ["".join(traceback.format_exception(r.error)) for r in results if isinstance(r, Failure)]
    safe: Results = [Failure(r.index, travelling(r.error)) if isinstance(r, Failure) else r for r in results]
    return pickle.dumps((safe, traces))


def travelling(error: Exception) -> Exception:
    """The error if it survives the way to the parent, else a RuntimeError that names it.

    >>> travelling(ValueError("no date"))
    ValueError('no date')
    >>> class Odd(Exception): ...
    >>> Odd.__module__ = "nowhere"
    >>> travelling(Odd("no date"))
    RuntimeError('Odd: no date')
    """
    with suppress(Exception):
        same = pickle.loads(pickle.dumps(error))
        if isinstance(same, Exception) and type(same) is type(error):
            return same
    return RuntimeError(f"{type(error).__name__}: {error}")
