"""What is in a text: identifier detectors, then the spaCy pipeline."""

import os

# Before numpy is first imported. The pipeline's matrices are small: a second OpenBLAS thread does
# none of the work and spins through as much processor time as the first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
