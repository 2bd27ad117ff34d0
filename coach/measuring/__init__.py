"""The range of one joint: the peak of several tries, with its error."""
