"""What input made to hurt takes: five megabytes of one small thing again and again, each read as ``readpack inspect`` reads it.

    python -m tests.bench.worst [--only PART-OF-A-NAME] [--size CHARACTERS]

Seconds by the clock of a process of its own for each, the slowest first. In a unit ``#`` is a number that counts up. At 300,000 characters
few pages are crowded enough to be kept as plain text, so that what takes time by the square shows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

SIZE = 5_000_000
PATIENCE = 300
SENTENCE = "Some words of an article that says something, and more. "
PROSE = f"<p>{SENTENCE * 6}</p>"
HTML = ("<html lang=en><title>T</title><body><article><h1>T</h1>" + PROSE, "")
MARKDOWN = (f"# T\n\n{SENTENCE * 20}\n\n", "")
TEXT = ("", "")
RSS = ('<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>', "</channel></rss>")
LETTER = ("From: a@b.c\nSubject: x\nContent-Type: text/html\n\n<html><body>" + PROSE, "")

_HTML = """\
<p class=timestamp>Some words here, and some more of it.</p>
<a href=a.jpg data-caption='Some words here'><img src=b.jpg></a>
<div class='slide clone' hidden><img src=#.jpg><p class=caption>Some words.</p></div>
<div role=img style='background-image:url(a.jpg)'></div>
<blockquote><p>“Some words here.”</p></blockquote><p>— Ada Marsh</p>
<div class=row><b>A#</b><p>Some words here, and more of it all.</p></div>
<time>12/05/2024</time><p>12/05/2024</p>
<p>
<p>x
<p><b>x
<p><b class=c#>x
<a>x
<a href=x>y</a>
<a href=x>some words</a>
<li>x
<li>some words and more
<ul><li>x</ul>
<ul><li>x
x<br>
<br>x<br>
<font>x<br><br>
<b>x<br><br></b>
<h2>x
<h2>A heading of words</h2>
<dt>x<dd>y
<img src=x>
<img src=picture-#.png>
<i>x</i>
<b>some words</b>
<span>x</span>
<div>
<div class=x#>Some words here</div>
<table>
<table><tr><td>
<tr><td>x
<table><tr><td>x</table>
<table><tr><td>cell #</td><td>words</td></tr></table>
<blockquote>
<blockquote>word and word</blockquote>
<sup><a href=#n#>#</a></sup> word
<p id=a#><a href=#a#>x</a> word
<p style="display:none">words here</p>
<figure><img src=#.png><figcaption>c</figcaption></figure>
<math><mi>x</mi><mo>=</mo></math>
<pre>line #</pre>
<div><h3><a href=/#>A headline of it</a></h3><p>Words.</p></div>
<div><input type=email></div>
<time datetime=2024-01-01>1 January</time>
A line of some words.<br>
<dl><dt>term #<dd>its words</dl>
<aside>Words beside it</aside>
<div class=comment><p>I said so.</p></div>
<svg width=100 height=100><path d=M0/></svg>
<iframe src=http://youtube.com/embed/#></iframe>
<ruby>x<rt>y</ruby>
<!-- x -->
&amp;
word
<p x=">
<ul class=x><li>x</ul>
<div class=checkbox-on></div>x
<p style="mso-list:l0 level#"><span style="mso-list:Ignore">1.</span>x
<span>1.</span>x
<input type=radio name=g# id=i#><label for=i#>L</label><div>words</div>
<label for=i#>L</label><input type=radio name=g id=i#>
<div role=tablist><div role=tab>a</div></div><div role=tabpanel>x</div>
<blockquote><cite>Ana:</cite>some words</blockquote>
<dl><dt>See also<dd>some words</dl>
<figure><a href=x><div>a</div><div>b</div></a></figure>
<div data-attrs="{&quot;url&quot;:&quot;https://a.b/#&quot;}"></div>
<a id=a#></a><a href=#n#>1</a>
<button>Is there one?</button><div hidden><p>There is, and it is old.</p></div>
<p>Press <button>Save</button> and wait for it.</p>
<section id=part-#><h2>Part #</h2><p>Some words of it.</p></section>
<fieldset><p>Some words here.</p>
<ul><li><a href=http://a#.b/>A page on boats</a></ul>
<h3>#</h3><ul><li>What was done</ul>
<p align=center><img src=#.png><br>Words. Photo: Ana</p>"""
UNITS: dict[str, tuple[tuple[str, str], list[str]]] = {
    "html": (
        HTML,
        _HTML.splitlines(),
    ),
    "html-document": (
        (f'<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style>.c1{{font-weight:700}}</style></head><body>{PROSE}', ""),
        [
            "<p class=MsoNormal>Some words of a document that go on for a while.</p>",
            "<p><span class=c1>x</span>",
            "<p style='mso-list:l0 level1'>x<p style='mso-list:l0 level2'>y<p style='mso-list:l0 level3'>z",
            "<p><span style='font-family:Courier New'>x</span> words here",
        ],
    ),
    "html-head": (
        ("<html><head><title>T</title>", "</head><body><article>" + PROSE * 3),
        [
            '<meta name=author content="Ada #">',
            '<meta property=og:title content="t #">',
            "<link rel=canonical href=http://a.b/#>",
            "<style>p{}</style>",
        ],
    ),
    "html-in-formatting": (
        ("<article>" + PROSE + "".join(f"<font size={size}>" for size in range(9)), ""),
        ["<br><br>Some words of a line, and more", f"{SENTENCE}<br><br>", f"{SENTENCE * 2}<br>"],
    ),
    "html-lines": (HTML, ["字\n", "<b>字</b>\n", "<p>字\n字"]),
    "html-listing": (
        ("<article>" + PROSE + "<pre>", ""),
        ["x\n", f"{SENTENCE}\n", f"{SENTENCE}\n    {SENTENCE[:40]}\n", f"{SENTENCE}\n<b>some\nwords</b>\n", f"<pre>{SENTENCE}\n", "字\n"],
    ),
    "html-class": (("<article>" + PROSE + '<p class="', '">words'), ["x# ", "- "]),
    "html-attributes": (("<article>" + PROSE + "<p ", ">words"), ["x#=y "]),
    "html-data": (
        ('<head><title>T</title><script type="application/ld+json">[', "{}]</script><body><article>" + PROSE * 3),
        ['{"@type":"Article","author":"a#"},', "[", '{"@type":"Person","name":"a#"},'],
    ),
    "html-formatting": (("<article><p>" + "".join(f"<b id={n}>" for n in range(900)), ""), ["<p>x"]),
    "markdown": (
        MARKDOWN,
        [
            *(
                "- x\n",
                "- x one two three four\n",
                "1. x\n",
                "[x](y) ",
                "x  \n",
                "# x\n\n",
                "**x** ",
                "& ",
                "&amp; ",
                "![](x) ",
                "`x` ",
                "x\n: y\n\n",
            ),
            *(
                "<http://x> ",
                "x\n\n",
                "---\n",
                "<b>x</b> ",
                "> x\n\n",
                "x[^1] ",
                "$x$ ",
                "\\* ",
                "_x_ ",
                "www.x.y ",
                "- [x](y)\n",
                "x\n",
                "~~x~~ ",
            ),
            *(
                "[x] ",
                "[x]: y\n",
                "- x\n  - y\n",
                "a@b.c ",
                "> ",
                "- ",
                "|x|y|\n",
                "[",
                "*a ",
                f"{SENTENCE}\n\n",
                f"- {SENTENCE}\n",
                "[^#]: x\n\n",
            ),
        ],
    ),
    "markdown-table": ((MARKDOWN[0] + "|a|b|\n|-|-|\n", ""), ["|x|y|\n", "|some words|and more|\n"]),
    "text": (
        TEXT,
        [
            *(
                "x\n",
                "x\n\n",
                "Word and Word\n\n",
                "A word is a word.\n",
                f"{SENTENCE}\n\n",
                "1 May 2024\n",
                "By Ana Diaz\n",
                "> x\n",
                "* A word is a word.\n",
            ),
            *(
                "a\tb\n",
                "a\tb\tc\n",
                "ab  cd\n",
                "|a|b|\n",
                "A word is said twice.\nBy Ana Diaz\n1 May 2024\n\n",
                "http://a.b/#\n",
                "x",
                "word ",
                "(",
                "Title: x\n",
                "* * *\n",
                f"The bridge no #\n\nBy Ana Diaz\n\n{SENTENCE * 4}\n\n{SENTENCE * 4}\n\n",
                "3 May 2024\n\nSome words are told here, and more.\n\n",
                "ANA: I say so, and you know it.\n",
                "All rights are reserved, and the cookie is mine.\n\n",
                "字",
            ),
        ],
    ),
    "rss": (
        RSS,
        [
            "<item><title>t#</title><description>x</description></item>",
            f"<item><description><![CDATA[{PROSE * 4}]]></description></item>",
            "<item/>",
            "<x>",
        ],
    ),
    "rss-entry": (
        (RSS[0] + "<item><title>t</title><description><![CDATA[" + PROSE * 3, "]]></description></item>" + RSS[1]),
        ["<p>x", "some words "],
    ),
    "eml": (LETTER, ["<p>x", "<table><tr><td>x"]),
    "eml-parts": (
        ("From: a@b.c\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n", "--b--"),
        ["--b\nContent-Type: text/plain\n\nx\n"],
    ),
    "enex": (
        ('<?xml version="1.0"?><en-export>', "</en-export>"),
        [f"<note><title>t#</title><content><![CDATA[<en-note>{PROSE}</en-note>]]></content></note>"],
    ),
    "json": (
        ('{"version":"https://jsonfeed.org/version/1.1","title":"f","items":[{"id":"0"}', "]}"),
        [',{"id":"#","content_html":"' + PROSE + '"}', ',{"id":"#"}', ",["],
    ),
}
_ENDS = {"markdown": "md", "markdown-table": "md", "text": "txt", "eml-parts": "eml", "rss-entry": "rss"}


def made(frame: tuple[str, str], unit: str, size: int) -> str:
    """``frame`` with as many of ``unit`` in it as make ``size`` characters."""
    head, tail = frame
    room = size - len(head) - len(tail)
    often = room // len(unit)
    if "#" not in unit:
        return head + unit * often + tail
    units = [unit.replace("#", str(number)) for number in range(often)]
    return head + "".join(units[: bisect_right(list(accumulate(map(len, units))), room)]) + tail


def seconds(path: Path) -> tuple[float, str]:
    """How long ``readpack inspect`` takes, and what it says last on standard error."""
    began = time.perf_counter()
    try:
        done = subprocess.run([sys.executable, "-m", "convert", "inspect", str(path)], capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return PATIENCE, "not read"
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return time.perf_counter() - began, f"exit {done.returncode} {said[-1][:80] if said else ''}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--size", type=int, default=SIZE)
    chosen = parser.parse_args()
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, (frame, units) in UNITS.items():
            for unit in units:
                name = f"{kind:<16} {unit[:60]!r}"
                if chosen.only in name:
                    path = Path(folder, f"it.{_ENDS.get(kind, kind.partition('-')[0])}")
                    path.write_text(made(frame, unit, chosen.size), encoding="utf-8")
                    taken.append((*seconds(path), name))
    for took, said, name in sorted(taken, reverse=True):
        print(f"{took:6.1f} s  {name:<80}  {said}")
    print(f"{len(taken)} inputs of {chosen.size:,} characters")


if __name__ == "__main__":
    main()
