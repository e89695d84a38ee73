"""Records → judgements → meetings: which records are about the same meeting, and what they say together."""
