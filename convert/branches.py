"""What a node of a tree holds, told from how its class is annotated: no kind of node needs to be named.

`convert.model` has the classes; here none is known, so that the model can check itself.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from convert.patterns import regex

_Shape: TypeAlias = Literal["one", "run", "runs"]


def parts(node: msgspec.Struct) -> tuple[msgspec.Struct, ...]:
    """The nodes right below ``node``, in reading order, whatever fields and tuples they sit in; pictures are no nodes."""
    kind = type(node)
    shape = _BRANCHES[kind] if kind in _BRANCHES else branches(kind)
    if not shape:
        return ()
    if len(shape) == 1 and shape[0][1] == "run":
        run: tuple[msgspec.Struct, ...] = getattr(node, shape[0][0])
        return run
    found: list[msgspec.Struct] = []
    for name, how in shape:
        value = getattr(node, name)
        if how == "runs":
            for item in value:
                found += item
        elif how == "run":
            found += value
        elif value is not None:
            found.append(value)
    return tuple(found)


_HINT = regex(
    r"(?P<leaf>str|int|bool|Direction|Numbering|Literal.*|tuple\[(?:str|Alignment|Picture), \.\.\.\])"
    r"|(?P<runs>tuple\[tuple.*)|(?P<run>tuple.*)|.*"
)
_BRANCHES: dict[type, tuple[tuple[str, _Shape], ...]] = {}
_READ_FIRST = ("lead", "image", "poster", "caption", "head")


def branches(kind: type[msgspec.Struct]) -> tuple[tuple[str, _Shape], ...]:
    """The fields of ``kind`` that hold nodes, in reading order, and how: one, a run of them, or runs of runs."""
    if kind not in _BRANCHES:
        hints = {field: hint for base in reversed(kind.__mro__) for field, hint in vars(base).get("__annotations__", {}).items()}
        found: dict[str, _Shape] = {}
        for field in kind.__struct_fields__:
            match = _HINT.fullmatch(hints[field])
            if match and not match["leaf"]:
                found[field] = "runs" if match["runs"] else "run" if match["run"] else "one"
        last = len(_READ_FIRST)
        order = sorted(found, key=lambda field: _READ_FIRST.index(field) if field in _READ_FIRST else last)
        _BRANCHES[kind] = tuple((field, found[field]) for field in order)
    return _BRANCHES[kind]
