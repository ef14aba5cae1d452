"""Where links lead: out into the web, or to another article of the pack by its address or by the file it was read from.

A link of a local file is as the file has it, ``other.html#part``; which article that is, is known once all of them are.
No ``file:`` address is ever left in a pack.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

import msgspec

from convert.clean import folded
from convert.location import apart
from convert.model import Article, Heading
from convert.patterns import regex
from convert.walk import plain_text, rewrite, walk

SCHEMES = frozenset({"http", "https", "mailto"})

_PARTS = regex(
    r"(?P<scheme>[A-Za-z]+:)(?:(?P<root>//)(?:(?P<user>[^/?#]*)@)?(?P<host>[^/?#]*))?(?P<path>[^#]*)(?P<mark>#?)(?P<part>.*)", re.DOTALL
)
# What no address may hold (RFC 3987, section 2.2), and signs of percent that stand for nothing.
_UNSAFE = regex(r"[\s\"<>\\^`{|}\[\]#\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]|%(?![0-9A-Fa-f]{2})")
_NO_HOST = regex(r"[\s\x00-\x20\x7f\"#%/<>?@\\^`{|}\[\]]|^\.|\.\.|^$")
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_INDEX = regex(r"(?:^|(?<=/))index\.x?html?$")
_APART = regex(r"[\W_]+")


def safe(href: str) -> str:
    """``href`` when it is an http, https or mailto address that can be opened, else an empty string.

    What an address can't hold is percent-encoded in it (RFC 3986, section 2.1), as browsers do.
    """
    parts = _PARTS.fullmatch(href.strip())
    if not parts or parts["scheme"][:-1].lower() not in SCHEMES:
        return ""
    is_mail = parts["scheme"].lower() == "mailto:"
    if not (parts["path"].partition("?")[0] if is_mail else parts["root"] and _is_host(href.strip())):
        return ""
    user = f"{_encoded(parts['user']).replace('@', '%40')}@" if parts["user"] is not None else ""
    begin = f"{parts['scheme']}{parts['root'] or ''}{user}{parts['host'] or ''}"
    return begin + _encoded(parts["path"]) + parts["mark"] + _encoded(parts["part"])


def _encoded(part: str) -> str:
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), part)


def _is_host(href: str) -> bool:
    """Whether the host of ``href`` can be one: what is international in it must stand for something (RFC 3490, section 4)."""
    try:
        address = urlsplit(href)
        address.port  # noqa: B018 - raises for a port that is no number
        host = address.hostname or ""
        if "[" in address.netloc:
            from ipaddress import ip_address

            return bool(ip_address(host))
        if _NO_HOST.search(host):
            return False
        return (host.isascii() and "xn--" not in host) or bool(host.encode("idna").decode("idna"))
    except ValueError:
        return False


class Places:
    """Where the articles of a pack are, by everything that a link may call them.

    ``given`` are the articles as they came, in the order of the pack; each is known by its number, from 0.
    """

    def __init__(self, given: Sequence[Article]) -> None:
        self._sources = [article.source for article in given]
        self._urls = [article.url for article in given]
        self._numbers: dict[str, int] = {}
        self._blocks: list[dict[str, str]] = [{} for _ in given]
        self._in_source: dict[str, str] = {}
        for number, article in enumerate(given):
            for key in (_key(article.url), _key(article.source), article.id and f"{article.source}#{article.id}"):
                if key:
                    self._numbers.setdefault(key, number)

    def name_blocks(self, number: int, blocks: dict[str, str]) -> None:
        """Says what the blocks of an article are called in the article and in the pack."""
        self._blocks[number] = blocks
        if self._sources[number]:
            for name, identity in blocks.items():
                self._in_source.setdefault(f"{self._sources[number]}#{name}", identity)

    def inside(self, href: str, number: int) -> str:
        """The id in the pack that ``href`` of article ``number`` leads to; empty when it leads out of the pack, or nowhere."""
        if href.startswith("#"):
            own = self._blocks[number].get(href[1:])
            if own:
                return own
            scoped = f"{self._sources[number]}{href}"
            return identity(self._numbers[scoped]) if scoped in self._numbers else self._in_source.get(scoped, "")
        found, fragment = self.article(href, number)
        if found < 0:
            return ""
        blocks = self._blocks[found]
        return blocks.get(fragment) or blocks.get(unquote(fragment)) or blocks.get(_by_words(fragment)) or identity(found)

    def article(self, href: str, number: int) -> tuple[int, str]:
        """The number of the article that ``href`` of article ``number`` leads to, -1 for none, and the place in it."""
        source = self._sources[number]
        try:
            address, _, fragment = (href if _SCHEME.match(href) else urljoin(source, href)).partition("#")
            found = self._numbers.get(_key(address), -1)
            if found < 0 and source.startswith("file:"):
                found = self._beside(address, number)
        except ValueError:
            return -1, ""
        return found, fragment

    def _beside(self, address: str, number: int) -> int:
        """The article whose file stands to that of ``number`` as ``address`` does to its address: pages of one site saved as a tree."""
        here = apart(self._urls[number])
        if not here.netloc or here.netloc not in address:
            return -1
        there = apart(address)
        if there.netloc != here.netloc:
            return -1
        way = posixpath.relpath(there.path or "/", posixpath.dirname(here.path) or "/")
        found = self._numbers.get(_key(urljoin(self._sources[number], way)), -1)
        return found if found >= 0 and apart(self._urls[found]).netloc in ("", there.netloc) else -1


def identity(number: int) -> str:
    """The id in the pack of the article of that ``number``, from 0."""
    return f"a{number + 1:04}"


def _key(address: str) -> str:
    """What two addresses of one page have in common; empty for what is none."""
    if address.startswith("file:"):
        path = os.fsdecode(unquote_to_bytes(apart(address).path))
        return "file:" + _INDEX.sub("", path).rstrip("/")
    return address.partition("#")[0].rstrip("/") if address.startswith(("http://", "https://")) else ""


def with_headings_named(article: Article, wanted: set[str]) -> tuple[Article, dict[str, str]]:
    """``article`` with ids for the headings that links from elsewhere call by their words, as ``#the-first-part``.

    Beside it what those headings are called so that have an id of their own.
    """
    missing = {_by_words(name) for name in wanted}
    called: dict[int, str] = {}
    known: dict[str, str] = {}
    for node in walk(article) if missing else ():
        if isinstance(node, Heading) and (name := _by_words(plain_text(node, notes=False))) in missing:
            missing.remove(name)
            if node.id:
                known[name] = node.id
            else:
                called[id(node)] = name

    def named(node: msgspec.Struct) -> msgspec.Struct:
        return msgspec.structs.replace(node, id=called[id(node)]) if id(node) in called else node

    return (rewrite(article, named) if called else article), known


def _by_words(name: str) -> str:
    """What a heading is called that has no name but its words; no name of a page begins so."""
    return "#" + _APART.sub("-", folded(unquote(name))).strip("-")
