"""How a subcommand says that it cannot go on."""


class CommandError(Exception):
    """Wrong use, or something outside that must be put right first; told in one line, exit status 2."""
