"""A reading as a file to keep: Word, PDF, Markdown, JSON, CSV. Text is shown as it stands, never interpreted."""
