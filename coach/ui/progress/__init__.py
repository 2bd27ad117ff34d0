"""How progress is drawn: trends, weeks, records, a year of days."""
