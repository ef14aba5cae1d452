"""Pages in which one small thing stands again and again are read in time with how often."""

from __future__ import annotations

import pytest

from convert.formats import Source
from convert.notices import ignore
from convert.readers.html import read
from tests.growth import grows_in_step

PROSE = "<p>The old bridge over the river was closed on Monday after a crack opened in its second arch, the council said.</p>" * 6
AGAIN = {
    "numbers": ("<p>", "<span>1.</span>x "),
    "tabs ticked": ("<div>", "<input type=radio name=g{at} id=i{at}><label for=i{at}>L</label><div>words</div>"),
    "labels in a row": ("<div>", "<label for=i{at}>L{at}</label><input type=radio name=g id=i{at}>"),
    "rows of tabs": ("<div role=tab>a</div><div role=tab>b</div>", "<div role=tablist>x</div>"),
    "boxes of tabs": ("<div role=tablist><div role=tab>a</div><div role=tab>b</div></div>", "<div role=tabpanel>x</div>"),
    "names over quotations": ("", "<div class=title>Ana:</div><blockquote>some words</blockquote>"),
    "notes as tables": ("", "<table><tr><td rowspan=2><img src=a.png><th>Note<tr><td>Text</table>"),
    "buttons in a figure": ("<figure>", "<div role=button><img src=a.jpg><span>open it</span></div>"),
    "terms": ("<dl>", "<dt>See also<dd>some words"),
    "stanzas": ("<div class=stanza>", "<div>A line</div><div></div>"),
    "headings over headings": ("", "<h2>One</h2><h3>Two</h3>"),
    "links in a caption": ("<figure><img src=a.jpg><figcaption>", "<em>words</em> <a href=b>more</a> "),
    "pictures of a file each": ("", "<img src=picture-{at}.png>"),
    "cards": ("<main>", "<div class=card><h3><a href=/s/{at}>A headline of a story {at}</a></h3><p>A few words below it.</p></div>"),
    "cards in cards": ("<main>", "<div class=card><h3><a href=/s/{at}>A headline of a story {at}</a></h3>"),
    "headings in linked boxes": ("<main>", "<div><a href=/s/{at}><img src=a.png></a><h3>A headline of a story</h3></div>"),
    "articles beside cards": (
        "<main>",
        "<div class=card><h3><a href=/s/{at}>A headline of a story {at}</a></h3></div><article class=x{at}><p>Word</article>",
    ),
    "boxes of a name": ("<main>", "<div class=box><h3><a href=/s/{at}>A name {at}</a></h3><p>Some words of it, and more.</p></div>"),
    "names of files": ("<pre>", "<a href=file-{at}.txt>file-{at}.txt</a> 2K\n"),
    "headings to themselves": ("", "<h2 id=a{at}><a href=#a{at}>words</a></h2><p>Some words</p>"),
}


@pytest.mark.parametrize("what", AGAIN)
def test_pages_of_one_thing_again_and_again_take_time_in_step(what: str) -> None:
    start, again = AGAIN[what]

    def page(times: int) -> None:
        said = "".join(again.replace("{at}", str(at)) for at in range(times))
        list(read(Source("a page", f"<article><h1>The bridge</h1>{PROSE}{start}{said}".encode()), ignore))

    assert grows_in_step(page, 8_000)
