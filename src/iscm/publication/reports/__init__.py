"""The publications: facts and words to a report, which no format needs to understand."""
