"""Rows to records: one module a family of documents."""
