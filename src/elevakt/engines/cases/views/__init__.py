"""What is shown: the report, the case, its steps, files and drafts."""
