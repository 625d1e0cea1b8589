"""What has been given to whom, and who reaches the pupils of a unit, as one value each."""
