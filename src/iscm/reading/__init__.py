"""Stage 2: a document to records and problems."""
