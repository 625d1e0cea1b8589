"""What `make faults` breaks with: the house and how it falls, those who write, the reckoning."""
