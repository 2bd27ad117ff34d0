"""Accuracy of counts, recognition and angles."""
