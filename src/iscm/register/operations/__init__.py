"""Every change to the register, each atomic, each with its actor and its entry in the log."""
