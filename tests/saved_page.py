"""A saved page made of a head and a body, and what the HTML reader makes of it."""

from convert.formats import Source
from convert.model import Article
from convert.notices import Notice
from convert.readers.html import read


def of_page(body: str, head: str = "", title: str = "") -> tuple[Article, list[Notice]]:
    """The article read from a page with ``body``, and the notices; ``head`` is markup that goes behind the ``title``."""
    notices: list[Notice] = []
    named = f"<title>{title}</title>" if title else ""
    page = f"<!doctype html><html lang=en><head><meta charset=utf-8>{named}{head}</head><body>{body}</body></html>"
    (article,) = read(Source(name="page", data=page.encode()), notices.append)
    return article, notices
