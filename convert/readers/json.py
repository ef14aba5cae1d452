"""The model's own JSON: a pack, an article or a list of articles, as `convert.writers.json` puts them out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.errors import InputError
from convert.formats import Source
from convert.model import Article, Pack
from convert.notices import Notify

_Any = Pack | Article


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The articles in ``source``; their pictures come with a pack (see `read_pack`).

    Raises `InputError` for JSON that is no model, saying where in it.
    """
    found = _decoded(source)
    if isinstance(found, Article):
        yield found
    elif isinstance(found, Pack):
        for section in found.sections:
            for article in section.articles:
                yield article if article.section or not section.title else msgspec.structs.replace(article, section=section.title)
    else:
        yield from found


def _decoded(source: Source) -> Pack | Article | list[Article]:
    text = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        if text.lstrip().startswith(b"["):
            return msgspec.json.decode(text, type=list[Article])
        pack: Pack | Article = msgspec.json.decode(text, type=_Any)
        return pack
    except msgspec.ValidationError as error:
        raise InputError(f"{source.name}: {error}", hint="docs/model.schema.json says what a pack holds") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{source.name}: this is not JSON: {error}", hint="mend it, or name another format with -f") from error
    except RecursionError as error:
        raise InputError(f"{source.name}: nested too deep", hint="flatten it") from error
    except ValueError as error:
        raise InputError(f"{source.name}: {error}", hint="a pack must hold what it points to") from error
