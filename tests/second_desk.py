"""How another process opens the same office again, whichever engine keeps it."""

from resources.database import Office
from resources.shared import SharedOffice


def key_to(office):
    """Return what another process needs in order to open `office`; it can be pickled."""
    if isinstance(office, Office):
        return Office, office.folder, office.data_key
    return SharedOffice, office.address, office.folder


def open_again(key):
    kind, *how = key
    return kind.open(*how)
