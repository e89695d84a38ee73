"""What can be found, sent on to a search engine beside the database.

The entries in the database stay the truth. What changes is noted by the database (`noting`), sent in rounds (`rounds`)
and forgotten when the engine has it: whoever is killed anywhere has done nothing, or does it again.
"""
