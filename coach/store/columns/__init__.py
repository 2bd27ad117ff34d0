"""Columns that hold more than one value, and values that take several columns."""
