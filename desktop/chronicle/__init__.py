"""The parts of the page on which the journal is read."""
