"""Pieces of XML that bombs are made of."""

from __future__ import annotations


def attributes(count: int, *, name: str = "a{}", value: str = "x") -> str:
    """Return so many attributes; `{}` in a name or value stands for the number."""
    return " ".join(f'{name.format(at)}="{value.format(at)}"' for at in range(count))


def nested_entities(root: str) -> str:
    """Return a document type with ten entities, of which each is ten of the one before: "e9" is a billion letters."""
    entities = ['<!ENTITY e0 "ha">']
    for at in range(1, 10):
        ten = f"&e{at - 1};" * 10
        entities.append(f'<!ENTITY e{at} "{ten}">')
    return f"<!DOCTYPE {root} [{''.join(entities)}]>"


def long_entity(root: str) -> str:
    """Return a document type with an entity "e" of 100,000 letters."""
    letters = "a" * 100_000
    return f'<!DOCTYPE {root} [<!ENTITY e "{letters}">]>'
