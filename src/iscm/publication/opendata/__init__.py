"""The register as open data: tables with a dictionary, descriptors, a catalogue, vocabularies; packages read back."""
