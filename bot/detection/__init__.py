"""What is in a text: identifier detectors, then the spaCy pipeline."""
