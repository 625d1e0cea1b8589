"""What is looked at afterwards, and what is put on for a while."""
