"""Marks drawn into pictures: skeleton, angles, labels. It knows no judging."""
