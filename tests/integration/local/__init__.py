"""The local chat over HTTP on loopback, with the real queue, store, detection and policies."""
