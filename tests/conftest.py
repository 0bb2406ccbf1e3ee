"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is slow at making up and at running examples; that is no fault of the code.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")
