"""The same five pages as a plain Django site on PostgreSQL."""
