"""What the page that brings lists in is made of."""
