"""What is not plausible in a reading, found by itself; one module a family of checks."""
