"""The history in formats for other programs and for people, and files of other programs as history."""
