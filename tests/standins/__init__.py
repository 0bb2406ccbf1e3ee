"""Stand-ins for platforms: real servers on loopback, not the real thing."""
