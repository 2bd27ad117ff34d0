"""The parts of the live screen."""
