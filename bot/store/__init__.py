"""What is kept: sealed, in SQLite through SQLAlchemy."""
