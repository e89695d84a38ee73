"""One cell's words to a value."""
