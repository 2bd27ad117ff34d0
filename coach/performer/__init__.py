"""A rendered athlete with known joint angles."""
