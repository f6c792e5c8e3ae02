"""The search page as a plain Django site."""
