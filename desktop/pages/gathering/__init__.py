"""The parts of the pages about meetings: calling, attendance, papers, telling."""
