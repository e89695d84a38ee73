"""The reference facts and records that the package carries, reviewed by diff."""
