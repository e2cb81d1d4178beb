"""What other desks changed on the server since it was last asked."""

import threading
from collections import deque

import psycopg

from resources import server
from resources.hearing import everything
from resources.refusals import Refusal

CHANNEL = "inakurashi"
"""On it every change on a server tells the other desks which classes it touched."""


class ServerHearing:
    """Hears on a connection of its own what the server tells of every commit."""

    def __init__(self, address: server.Address, desk: str) -> None:
        """Listen at `address`; what `desk` did itself is not told."""
        self._address = address
        self._desk = desk
        self._heard: deque[frozenset[str]] = deque()
        self._stop = threading.Event()
        self.listening = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="hearing", daemon=True)
        self._thread.start()

    def heard(self) -> frozenset[str]:
        """Return the names of the classes that others touched since the last call."""
        touched: set[str] = set()
        while self._heard:
            touched |= self._heard.popleft()
        return frozenset(touched)

    def close(self) -> None:
        """Listen no longer."""
        self._stop.set()
        self._thread.join()

    def _listen(self) -> None:
        away = False
        while not self._stop.is_set():
            try:
                with server.connect(self._address) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    if away:  # nobody knows what was told meanwhile
                        self._heard.append(everything())
                    away = False
                    self.listening.set()
                    while not self._stop.is_set():
                        for told in connection.notifies(timeout=0.2):
                            self._take(told.payload)
            except (psycopg.Error, Refusal):
                away = True
                self.listening.clear()
                self._stop.wait(1.0)

    def _take(self, payload: str) -> None:
        desk, *touched = payload.split()
        if desk != self._desk:
            self._heard.append(frozenset(touched))
