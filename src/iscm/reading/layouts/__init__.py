"""Bytes to rows that know where they stand. One module a format; no meeting rules here."""
