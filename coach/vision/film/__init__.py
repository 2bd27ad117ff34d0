"""Films: decoding, surveying and pose detection."""
