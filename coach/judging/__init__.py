"""Judging one exercise: repetitions, holds, sets and form, from poses and their times."""
