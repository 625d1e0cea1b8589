"""What a document is, and what a template may say."""
