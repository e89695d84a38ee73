"""The editors' rooms and those of the secretariats: pages behind a door."""
