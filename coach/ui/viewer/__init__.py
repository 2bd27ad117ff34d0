"""The skeleton viewer of ``coach view``."""
