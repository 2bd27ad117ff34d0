"""Exercise definitions and the library that reads them."""
