"""Word lists the detection reads; each file names its source and who answers for it."""
