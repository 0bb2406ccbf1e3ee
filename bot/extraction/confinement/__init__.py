"""The confined process that reads one file: no network, no other files, limited in all it uses."""
