"""What the register knows as JSON, read by programs: `/api/v1/`, described in OpenAPI; it changes nothing."""
