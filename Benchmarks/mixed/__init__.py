"""A mixed load on the whole program, beside the same five pages in Django."""
