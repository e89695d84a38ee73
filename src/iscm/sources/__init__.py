"""The world to documents: what other bodies publish, fetched politely and safely."""
