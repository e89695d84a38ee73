"""The register of the inter-State consultation mechanisms on migration."""
