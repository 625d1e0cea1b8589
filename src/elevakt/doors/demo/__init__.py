"""Norrviks kommun: an invented municipality to try Elevakt in and to test it with."""
