"""Answers: what is posted becomes what is stored, and back; what is wrong is said in words."""
