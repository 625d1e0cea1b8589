"""What is asked: the questions of a definition as forms. No topic is known by name."""
