"""A search engine of its own beside the database: OpenSearch, asked over the network."""
