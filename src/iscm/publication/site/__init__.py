"""The public site as plain files: which address becomes which file, links that need no server, a search without one."""
