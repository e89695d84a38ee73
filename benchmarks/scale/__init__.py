"""Registers of several sizes on both databases: how fast each operation is, how that grows, and what was aimed at."""
