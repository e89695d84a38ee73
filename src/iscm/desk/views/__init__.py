"""The views of the desk: each asks one question or does one thing, and renders."""
