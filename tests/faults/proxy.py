"""Stands between a desk and the server and cuts the connection where it was told to."""

import asyncio
import random
import threading
from pathlib import Path

_ENDING = b"COMMIT\0"  # a message ends there; the level READ COMMITTED must not be taken for it


class Proxy:
    """Listens on this computer only and hands everything on to the server's socket.

    `arm` makes it cut once: "question" before a COMMIT reaches the server, "answer" before the
    server's answer to it reaches the desk, or after so many bytes.
    """

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._plan: str | int | None = None
        self.cuts = {"question": 0, "answer": 0, "bytes": 0}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        ready = threading.Event()
        self._loop.call_soon(ready.set)
        self._thread.start()
        ready.wait()
        start = asyncio.run_coroutine_threadsafe(self._start(), self._loop)
        self.port = start.result(10)

    def arm(self, plan: str | int | None) -> None:
        """Cut the next time it comes to `plan`."""
        self._plan = plan

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _start(self) -> int:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, desk_in, desk_out) -> None:
        server_in, server_out = await asyncio.open_unix_connection(str(self._socket))
        state = {"swallow": False}

        def cut(kind: str) -> None:
            self.cuts[kind] += 1
            self._plan = None
            desk_out.transport.abort()
            server_out.transport.abort()

        async def up() -> None:
            while data := await desk_in.read(65536):
                plan = self._plan
                if _ENDING in data and plan == "question":
                    cut("question")
                    return
                if isinstance(plan, int):
                    if plan < len(data):
                        server_out.write(data[:plan])
                        await server_out.drain()
                        cut("bytes")
                        return
                    self._plan = plan - len(data)
                if _ENDING in data and plan == "answer":
                    state["swallow"] = True
                server_out.write(data)
                await server_out.drain()

        async def down() -> None:
            while data := await server_in.read(65536):
                if state["swallow"]:
                    cut("answer")
                    return
                desk_out.write(data)
                await desk_out.drain()

        async def pump(work) -> None:
            try:
                await work
            except OSError:
                pass
            finally:
                desk_out.transport.abort()
                server_out.transport.abort()

        for work in (up(), down()):
            task = asyncio.ensure_future(pump(work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


def plans(rng: random.Random):
    """Yield for ever where to cut next, mostly about the commit."""
    while True:
        yield rng.choice(["question", "answer", "answer", rng.randrange(1, 2500)])
