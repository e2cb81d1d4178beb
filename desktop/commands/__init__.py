"""The headless command line: the same domain verbs as the window, for jobs and benchmarks."""
