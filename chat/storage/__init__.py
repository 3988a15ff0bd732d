"""What is kept on disk: SQLite files, and in one of them what was read before."""
