"""Our own small parts of the screen."""
