"""The parts of the pages about the points programme."""
