"""Whether what the register keeps is as it should be: looked at, never changed."""
