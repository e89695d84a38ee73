"""Lists that are handed out in parts, each part found by the place of the last one's end and never by counting."""
