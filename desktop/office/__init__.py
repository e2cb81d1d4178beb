"""The sections of the office page: what the office is, and what this machine does."""
