"""Tests of this kind: manifests."""
