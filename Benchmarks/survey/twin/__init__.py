"""A page of a survey as a plain Django site."""
