"""Lists of the office brought into the register: read, asked about, staged, brought in whole."""
