"""The reception desk's screen, part by part."""
