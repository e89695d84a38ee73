"""What the register answers, turned into what the API answers."""
