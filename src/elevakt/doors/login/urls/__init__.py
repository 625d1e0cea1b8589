"""Addresses of the login door: ours, and those that allauth names."""
