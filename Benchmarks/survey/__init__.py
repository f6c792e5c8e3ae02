"""Submitting a page of answers, beside a form in Django that stores the same answers in the same database."""
