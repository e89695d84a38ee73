"""The command `iscm`: each subcommand parses, calls one function, renders."""
