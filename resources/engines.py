"""How the house reaches its encrypted file: engines that begin as they mean to go on."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from resources import cipher


def engine(path: Path, data_key: bytes, begin: str, *, wal: bool = True) -> sa.Engine:
    """Return an engine on the encrypted file that opens each transaction with `begin`.

    With a plain `BEGIN` the database itself refuses changes; without `wal` not even the kind
    of journal beside the file is changed.
    """

    def connect() -> Any:
        connection = cipher.connect(path, data_key)
        if wal:
            connection.execute("PRAGMA journal_mode=WAL")
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only=ON")
        return connection

    made = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=sa.QueuePool,
        pool_use_lifo=True,
    )
    # The driver would begin late and deferred by itself; two desks would then lose or double.
    sa.event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
    return made
