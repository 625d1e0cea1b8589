"""The first page, search and notices: what is mine to do, and that nothing is left."""
