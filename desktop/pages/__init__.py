"""One page, one file, one place in the navigation."""
