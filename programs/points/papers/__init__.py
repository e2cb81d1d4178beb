"""Papers of the points programme: statements, receipts, lists."""
