"""The two ends of the whole road: what goes in and what comes out, for each platform."""
