"""Norrviks kommun, made from a seed: the same seed and day always give the same town.

``town`` puts it together · ``schools``, ``years`` where and when · ``pupils``, ``homes``, ``posts``
who lives and works there · ``teaching`` who teaches whom · ``marks`` who needs care · ``cast`` the
people that tests and demo share · ``census``, ``names``, ``dice`` who anybody is · ``resources``
writes SS 12000 · ``extras``, ``gathering`` what that cannot carry.
"""
