"""Who may ask for how much: clients told apart without keeping who they are, counted, and held up where it costs."""
