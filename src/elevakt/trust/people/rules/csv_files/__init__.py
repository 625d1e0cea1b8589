"""Reads a roster from a few CSV files, as a small school writes them in Excel.

``reading`` the way in · ``sheets`` from files to lines · ``lines`` typed values out of one line ·
``resources`` from lines to rows.
"""
