"""What a document says of a case: whose parts, in whose words, and nobody else's name."""
