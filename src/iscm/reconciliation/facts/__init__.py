"""What editors state of mechanisms and themes, laid over what the package says of them."""
