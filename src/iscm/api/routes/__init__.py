"""The calls, each of which asks one question of the register and shows the answer."""
