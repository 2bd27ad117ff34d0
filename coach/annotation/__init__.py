"""Films and pictures with what the coach saw in them: skeleton, angles, count, verdicts and faults."""
