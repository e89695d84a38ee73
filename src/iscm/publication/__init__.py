"""Stage 4: meetings to editions to bytes."""
