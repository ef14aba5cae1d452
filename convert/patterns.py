"""Regular expressions that are compiled when they are first used, as a run uses few of the hundreds there are."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn")


class _Regex:
    """Stands for a pattern; once it is used its methods are the pattern's own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """``source`` as a pattern; what is wrong with it shows when it is first used."""
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))
