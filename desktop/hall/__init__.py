"""The window of a hall's computer: one meeting, without any office."""
