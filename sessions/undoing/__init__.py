"""取り消し: how each act of the journal is taken back, one area to a file."""
