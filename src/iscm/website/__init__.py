"""The public website: every page readable without scripts, in six languages, right-to-left too."""
