"""Questions that pages, feeds and commands ask. Each answers in frozen values, with a fixed number of queries."""
