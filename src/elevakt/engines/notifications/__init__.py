"""Notices: in Elevakt with a quiet title; an e-mail only says that there is something to read."""
