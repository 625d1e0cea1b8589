"""Pure values and rules of what is looked at afterwards."""
