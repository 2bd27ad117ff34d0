"""Whether one can train here, looked over check by check; nothing is changed."""
