"""Papers of a meeting: one document, one file, drawn from plain values."""
