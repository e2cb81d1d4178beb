"""An office with a meeting, a package of it, and computers at the hall, for the tests."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from resources import parcel, sealed_log
from sessions import arrivals, door, hall, joining, packing
from sessions.door_log import Way
from sessions.hall import Clocks
from tests.conftest import CHEAP
from tests.sessions.hall import WHO
from tests.sessions.hall import hall as meeting_of
from tests.town import NOW

SECONDS = 60.0


@dataclass
class Clock:
    """The clocks of one computer, moved by hand."""

    wall: object = NOW
    clicks: float = 100.0

    def pass_by(self, minutes):
        self.wall += timedelta(minutes=minutes)
        self.clicks += minutes * SECONDS

    @property
    def watch(self):
        return Clocks(lambda: self.wall, lambda: self.clicks)


@dataclass
class Laptop:
    """A computer at the hall: what a clerk does there, in a few words."""

    packed: object
    folder: Path
    device: str = "aa000001"
    clock: Clock = field(default_factory=Clock)
    store: object = None
    offset: int = 0

    def __post_init__(self):
        self.start()

    @property
    def path(self):
        return self.folder / f"{self.device}{sealed_log.SUFFIX}"

    def start(self):
        package = parcel.read(self.packed.content)
        opened = parcel.open_with(package, self.packed.passcode)
        self.store = hall.Hall(
            package, opened, self.path, device=self.device, operator="原",
            watch=self.clock.watch, offset=self.offset,
        )  # fmt: skip
        self.meeting = self.store.meeting_id
        return self

    def again(self):
        """The power fails and comes back."""
        self.store.close()
        return self.start()

    def act(self, verb, *args, **facts):
        with self.store.change() as db:
            return verb(db, *args, **facts, at=self.store.now(), by=self.store.operator_id)

    def scan(self, code):
        return self.act(arrivals.check_in, self.meeting, code, way=Way.SCANNER)

    def receive(self, line, proxy_name=""):
        return self.act(arrivals.arrive, self.meeting, line, way=Way.NAME, proxy_name=proxy_name)

    def take_back(self, answer):
        return self.act(arrivals.take_back, answer.arrival_id)

    def leave(self, line):
        return self.act(arrivals.leave, line)

    def back(self, line):
        return self.act(arrivals.back, line)

    def walk_in(self, kana, **facts):
        return self.act(door.walk_in, self.meeting, name_kana=kana, **facts)

    def home(self):
        """Return the file as it is carried home."""
        return sealed_log.stripped(self.path.read_bytes())


def pack(office, **facts):
    """Return the meeting with its people, and a package of it."""
    with office.change() as db:
        it = meeting_of(db)
        return it, out(db, it.meeting, **facts)


def out(db, meeting, **facts):
    return packing.pack(db, meeting, carrier="原　正子", stretching=CHEAP, **facts, **WHO)


def bring(office, content, **facts):
    with office.change() as db:
        if isinstance(content, str):
            return joining.join_photo(db, content, **facts, **WHO)
        return joining.join_file(db, content, **facts, **WHO)
