"""The platforms as stages: the same things can be done on each, and the same things be seen."""
