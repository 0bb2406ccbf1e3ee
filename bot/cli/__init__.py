"""The command line: chatwarden serve, demo, scan, policy …, manifest …."""
