"""Reads a roster from the JSON resources of SS 12000:2020 (API 2.1.0).

``reading`` the way in · ``pages`` from files to JSON objects · ``records`` typed values out of one
object · ``resources`` from each resource to rows.
"""
