"""The history of the schema, run by Alembic; imported only when a bank is old."""
