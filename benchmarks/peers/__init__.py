"""Other programs that could do a part of it, asked for the same meetings in the same run: to compare, never to use."""
