"""Numbers that people see, and the documents that are kept."""
