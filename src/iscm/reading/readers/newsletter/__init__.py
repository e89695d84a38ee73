"""The parts of a newsletter: its lines and headings, sections, indexes, publications and links."""
