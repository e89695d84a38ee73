"""Pictures drawn on the server: values in, numbers for SVG attributes out. No style is ever inline."""
