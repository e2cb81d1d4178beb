"""Pictures of every page and every paper, made from the real window and a town of the day."""
