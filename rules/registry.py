"""The register of offices: one module per ST.3 code in `rules.jurisdictions`, found by looking."""

import keyword
import pkgutil
from functools import cache
from importlib import import_module

import rules.jurisdictions as _offices
from rules.language.blocks import Attribute, Jurisdiction

# Looked up here, before `rules` gives the name `jurisdictions` to its function.
_PACKAGE, _FOLDER = _offices.__name__, _offices.__path__


@cache
def codes() -> tuple[str, ...]:
    """Return the ST.3 codes that have rules, in alphabetical order."""
    modules = pkgutil.iter_modules(_FOLDER)
    return tuple(sorted(module.name.rstrip("_").upper() for module in modules))


@cache
def find(code: str) -> Jurisdiction | None:
    """Return the office of a code, or None where no rules exist."""
    if code not in codes():
        return None
    name = code.lower()
    module = import_module(f"{_PACKAGE}.{name}_" if keyword.iskeyword(name) else f"{_PACKAGE}.{name}")
    jurisdiction: Jurisdiction = module.jurisdiction
    return jurisdiction


def every() -> tuple[Jurisdiction, ...]:
    """Return all offices that have rules, by code."""
    return tuple(office for code in codes() if (office := find(code)))


COMMON_ATTRIBUTES = (
    Attribute("first_filing", "flag", "this is a first filing: compute the end of its priority period"),
    Attribute("designations", "offices", "designated offices of an international application or registration"),
    Attribute("validations", "offices", "countries in which a granted European patent was validated (empty: none)"),
)


@cache
def attributes() -> dict[str, Attribute]:
    """Return every attribute that some office knows, by key."""
    known = {attribute.key: attribute for attribute in COMMON_ATTRIBUTES}
    for office in every():
        for attribute in office.attributes:
            known.setdefault(attribute.key, attribute)
    return known


def attribute_of(code: str, key: str) -> Attribute | None:
    """Return an attribute as its office declares it, else as any office does; None when nobody knows it."""
    office = find(code)
    own = (*office.attributes, *COMMON_ATTRIBUTES) if office else COMMON_ATTRIBUTES
    return next((attribute for attribute in own if attribute.key == key), None) or attributes().get(key)
