"""The store and its only writer: operations, queries, mapping, models."""
