"""Reading one input, in whatever process: what is asked, and what comes of it, as data that can cross a process border."""

from __future__ import annotations

import os

import msgspec

from convert.errors import ConvertError, InputError, rebuilt
from convert.formats import READERS, Source, articles_in, opened, readers, sniff
from convert.model import Article
from convert.notices import Notice, Notify
from convert.pictures import local
from convert.spoken import spoken

# The model itself says of each block what it is in.
_MODEL = "json"


def read_source(source: Source, format: str | None, notify: Notify) -> list[Article]:
    """What `convert.formats.articles_in` finds; whatever a reader raises on the way is an `InputError` that names the input.

    READPACK_TRACEBACK in the environment lets it through as it was raised. The articles of a plug-in are checked.
    """
    whole = opened(source)
    name = format or sniff(whole)
    try:
        articles = articles_in(whole, name, notify)
        sound = articles if name in READERS else msgspec.msgpack.decode(msgspec.msgpack.encode(articles), type=list[Article])
        return local(sound if name == _MODEL else list(map(spoken, sound)), whole, notify)
    except ConvertError:
        raise
    except MemoryError as error:
        raise InputError(f"{source.name}: reading it takes more memory than {_memory()}", hint="split it into several files") from error
    except Exception as error:
        if os.environ.get("READPACK_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}".rstrip(": ")[:300]
        owner = "readpack" if name in READERS else f"the plug-in {readers()[name].partition(':')[0]}"
        raise InputError(f"{source.name}: the {name} reader failed: {what}", hint=f"a bug in {owner}: report it with the input") from error


def _memory() -> str:
    try:
        import resource

        ceiling = resource.getrlimit(resource.RLIMIT_AS)[0]
        return "there is" if ceiling == resource.RLIM_INFINITY else f"{ceiling // 1_000_000:,} MB"
    except ImportError:
        return "there is"


class Failure(msgspec.Struct, frozen=True):
    """An error that can cross a process border."""

    kind: str
    message: str
    hint: str

    @property
    def error(self) -> ConvertError:
        """The error again, of its own kind."""
        return rebuilt(self.kind, self.message, self.hint)


class Reading(msgspec.Struct, frozen=True):
    """What came of one input: its articles, or why there are none; and every notice on the way, in order."""

    articles: list[Article]
    notices: list[Notice]
    failure: Failure | None = None


def failed(error: ConvertError, notices: list[Notice]) -> Reading:
    """The reading of an input that ended with ``error``."""
    return Reading([], notices, Failure(type(error).__name__, error.message, error.hint))


def read_one(source: Source, format: str | None) -> Reading:
    """The `Reading` of ``source``, here and now."""
    notices: list[Notice] = []
    try:
        return Reading(read_source(source, format, notices.append), notices)
    except ConvertError as error:
        return failed(error, notices)
