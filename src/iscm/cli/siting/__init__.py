"""How `iscm site` asks for every page of the site and puts it into a folder. Loads Django, so only when it runs."""
