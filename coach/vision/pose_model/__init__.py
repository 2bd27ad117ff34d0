"""The pose model file: download, verification and assembly."""
