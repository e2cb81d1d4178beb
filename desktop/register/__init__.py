"""What the pages about people are made of."""
