"""Tests of each detector's page."""
