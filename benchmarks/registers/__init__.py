"""Made-up registers of any size, in the field's real shape, and the same in every run."""
