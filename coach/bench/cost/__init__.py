"""What an analysis costs: time, memory and latency."""
