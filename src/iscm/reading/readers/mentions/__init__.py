"""Meetings named in a sentence: "Two SOMs (24-27 May and 25 October); a workshop on data"."""
