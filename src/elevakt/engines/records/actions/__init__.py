"""What may change about numbers and documents: a number is given, a page is set."""
