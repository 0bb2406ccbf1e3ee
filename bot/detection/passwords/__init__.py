"""How passwords and codes are called, and what looks like one."""
