"""Bases of access, pages and ways of seeing, in words."""

from django import template
from django.utils.functional import Promise

from elevakt.modules.oversight.views.words import BASES, page_words_of, pattern_words_of

register = template.Library()


@register.filter
def basis_words(basis: str) -> str | Promise:
    """Return why somebody might read, in words."""
    return BASES.get(basis, basis)


@register.filter
def page_words(page: str) -> str | Promise:
    """Return what a page is, in words."""
    return page_words_of(page)


@register.simple_tag
def pattern_words(pattern: str, number: int) -> str | Promise:
    """Return what is worth a look, in words."""
    return pattern_words_of(pattern, number)
