"""The pages supervisors work on."""
