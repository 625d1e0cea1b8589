"""What may be read of cases. The first argument is the actor wherever a person's data are read."""
