"""The town in which the tests play: who works there, and what time it is."""

from datetime import UTC, datetime

STAFF = "0" * 31 + "1"
"""The id of the staff member who does everything in the tests."""

NOW = datetime(2026, 5, 19, 1, 30, tzinfo=UTC)
"""The moment of the tests: 19 May 2026 (令和8年), 10:30 in Japan."""

PASSPHRASE = "みはらしの丘 2026"
