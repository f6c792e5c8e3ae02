"""Contenders that answer the same query set: PostgreSQL, SQLite FTS5, Django."""
