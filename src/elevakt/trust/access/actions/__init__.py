"""What may change about access, and who acts meanwhile."""
