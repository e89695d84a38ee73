"""What stands before all pages: the reference of an answer, its headers, the log, the figures, and the probes."""
