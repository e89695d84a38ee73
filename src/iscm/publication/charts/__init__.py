"""Charts of publications and pages: one drawing for the web, PDF and DOCX, each with the table of its values."""
