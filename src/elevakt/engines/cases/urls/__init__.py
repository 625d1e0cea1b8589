"""Addresses of the case engine. None tells whom, or what kind of case, a page is about."""
