"""Stage 3: records to judgements to meetings."""
