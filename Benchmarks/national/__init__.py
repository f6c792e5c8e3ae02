"""The invented national set of vacancies: words, places, rows, queries."""
