"""The model's own JSON: a pack, an article or a list of articles, as `convert.writers.json` puts them out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.errors import InputError
from convert.formats import Source
from convert.model import Article, Image, Pack, Picture, Section
from convert.notices import Notify
from convert.patterns import regex
from convert.walk import rewrite

_Any = Pack | Article


def read(source: Source, notify: Notify) -> Iterator[Article]:
    """The articles in ``source``, the pictures of a pack or of an article inside them as ``data:`` URLs.

    A path in the JSON is never opened: such a picture is not there. Raises `InputError` for JSON that is no model,
    saying where in it.
    """
    found = _decoded(source)
    if isinstance(found, Article):
        yield _whole(found, "", {})
    elif isinstance(found, Pack):
        packed = _inside(found.pictures)
        for section in found.sections:
            for article in section.articles:
                yield _whole(article, section.title, packed)
    else:
        for article in found:
            yield _whole(article, "", {})


def stored(source: Source) -> tuple[Pack, tuple[Section, ...]] | None:
    """The pack in ``source`` as it stands there, and its sections with their pictures as `read` gives them; None when it holds no pack.

    Neither is checked as `convert.pack` does. Raises `InputError` as `read` does.
    """
    found = _decoded(source)
    if not isinstance(found, Pack):
        return None
    packed = _inside(found.pictures)
    return found, tuple(
        Section(section.title, tuple(_whole(article, "", packed) for article in section.articles)) for section in found.sections
    )


def _inside(pictures: tuple[Picture, ...]) -> dict[str, str]:
    return {picture.key: picture.where for picture in pictures if picture.where.startswith("data:")}


def _whole(article: Article, section: str, packed: dict[str, str]) -> Article:
    named = msgspec.structs.replace(article, section=article.section or section, pictures=())
    pictures = packed | _inside(article.pictures)
    if not pictures:
        return named

    def shown(node: msgspec.Struct) -> msgspec.Struct:
        return msgspec.structs.replace(node, src=pictures.get(node.src, node.src)) if isinstance(node, Image) else node

    return rewrite(named, shown)


_LOOKED_AT = 4_096
_OURS = regex(rb'"type"\s*:\s*"(?:Pack|Article)"|\A[^{]*\Z')


def _decoded(source: Source) -> Pack | Article | list[Article]:
    text = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        if text.lstrip().startswith(b"["):
            return msgspec.json.decode(text, type=list[Article])
        pack: Pack | Article = msgspec.json.decode(text, type=_Any)
        return pack
    except msgspec.ValidationError as error:
        if not _OURS.search(text[:_LOOKED_AT]):
            what = "JSON of its own kind, without articles that readpack knows"
            raise InputError(f"{source.name}: {what}", hint="records need fields called title and text, or content") from error
        raise InputError(f"{source.name}: {error}", hint="docs/model.schema.json says what a pack holds") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{source.name}: this is not JSON: {error}", hint="mend it, or name another format with -f") from error
    except RecursionError as error:
        raise InputError(f"{source.name}: nested too deep", hint="flatten it") from error
    except ValueError as error:
        raise InputError(f"{source.name}: {error}", hint="a pack must hold what it points to") from error
