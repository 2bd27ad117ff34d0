"""Time, memory and latency of analyses."""
