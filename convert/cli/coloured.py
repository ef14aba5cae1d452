"""The page that ``readpack inspect --html`` writes: an input with what was kept and what was not in colour.

It holds no script, no link and nothing to load, and says so to the browser in a content policy; all text of
the input is escaped. The reason for each part is told beside it, and in its tooltip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from convert.cli.verdicts import Verdict
from convert.language import direction_of
from convert.patterns import regex

# More of one part than this is cut, with a word on how much there was; a browser need not show ten million letters.
_LONGEST = 5_000

_UNSHOWABLE = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --soft: #6a6a6a; --kept: #1a7f45; --kept-bg: #eaf6ee;
  --meta: #1d4f8a; --meta-bg: #e9f0f9; --out: #b3261e; --out-bg: #fbecea; --other: #8a5a00; --other-bg: #fbf3e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e3; --paper: #17181a; --soft: #a0a0a0; --kept: #6fcf97; --kept-bg: #16261c;
  --meta: #8ab8f0; --meta-bg: #17222f; --out: #f2938c; --out-bg: #2e1a18; --other: #e5b95c; --other-bg: #2b2413; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
.legend, .reasons { list-style: none; padding: 0; margin: 0 0 .75rem; font-size: .875rem; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem .6rem; }
.reasons { columns: 2 20rem; color: var(--soft); }
.legend li { border-inline-start: .3rem solid transparent; padding: .1rem .5rem; border-radius: .2rem; }
summary { cursor: pointer; font-size: .875rem; color: var(--soft); margin-bottom: .5rem; }
h2 { font-size: 1rem; margin: 2rem 0 .5rem; padding-top: .5rem; border-top: 2px solid var(--ink); }
.part { display: grid; grid-template-columns: 4.5rem 7rem minmax(0, 1fr) 13rem; gap: .15rem .75rem; padding: .2rem .5rem; margin: 1px 0;
  border-inline-start: .3rem solid transparent; border-radius: .2rem; }
.place, .role, .why { font-size: .75rem; line-height: 1.5rem; color: var(--soft); overflow: hidden; text-overflow: ellipsis; }
.place { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.kept, .legend .kept { background: var(--kept-bg); border-color: var(--kept); }
.meta, .legend .meta { background: var(--meta-bg); border-color: var(--meta); }
.out, .legend .out { background: var(--out-bg); border-color: var(--out); }
.out .said { color: var(--out); text-decoration: line-through; text-decoration-color: color-mix(in srgb, var(--out) 45%, transparent); }
.other, .legend .other { background: var(--other-bg); border-color: var(--other); }
.role-title .said, .role-heading .said { font-weight: 700; }
.role-title .said { font-size: 1.25rem; }
.role-caption .said, .role-credit .said, .role-figure .said { font-style: italic; }
.role-item .said { padding-inline-start: 1.25rem; }
@media (max-width: 40rem) { .part { grid-template-columns: 1fr; } .place { text-align: start; } }
"""
_METADATA = frozenset(("title", "subtitle", "byline", "author", "date", "published", "updated", "site", "section", "summary"))
_CLASSES = {
    "kept": "kept, part of the text",
    "meta": "kept, as what is known of the article",
    "out": "left out",
    "other": "changed or lost",
}


def page(name: str, verdicts: list[Verdict]) -> bytes:
    """The page on the input called ``name``, as UTF-8."""
    parts = [verdict for verdict in verdicts if verdict.role != "blank"]
    return "".join((*_head(name, parts), *_body(parts), "</body>\n</html>\n")).encode("utf-8", "replace")


def _head(name: str, parts: list[Verdict]) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{_escaped(name)}: what was kept, and why</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield f'<h1>{_escaped(name)}</h1>\n<ul class="legend">\n'
    counts = Counter(map(_class, parts))
    for kind, meaning in _CLASSES.items():
        if counts[kind]:
            yield f'<li class="{kind}">{counts[kind]:,} {meaning}</li>\n'
    yield "</ul>\n"
    yield from _reasons(parts)


def _reasons(parts: list[Verdict]) -> Iterator[str]:
    """Why parts were left out or changed, the commonest reason first."""
    reasons = Counter(verdict.reason for verdict in parts if not verdict.is_kept and verdict.reason)
    if reasons:
        yield '<details>\n<summary>Why parts were not kept</summary>\n<ul class="reasons">\n'
        yield from (f"<li>{count:,} × {_escaped(reason)}</li>\n" for reason, count in reasons.most_common())
        yield "</ul>\n</details>\n"


def _body(parts: Iterable[Verdict]) -> Iterator[str]:
    article = 0
    for verdict in parts:
        if verdict.article > article:
            article = verdict.article
            yield f"<h2>Article {article}</h2>\n"
        yield _part(verdict)


def _part(verdict: Verdict) -> str:
    place, role, why = map(_escaped, (verdict.place, verdict.role, verdict.reason))
    kind = _class(verdict)
    said = verdict.text.strip()
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}… ({len(said):,} characters)"
    told = f'<span class="why">{why}</span>' if kind in ("out", "other") and why else ""
    return (
        f'<div class="part {kind} role-{role.split()[0]}" title="{place} {role}: {why}"><span class="place">{place}</span>'
        f'<span class="role">{role}</span><span class="said" dir="{direction_of(said)}">{_escaped(said)}</span>{told}</div>\n'
    )


def _class(verdict: Verdict) -> str:
    if verdict.role in _METADATA:
        return "meta"
    if verdict.is_kept:
        return "kept"
    return "out" if verdict.role == "left-out" else "other"


def _escaped(text: str) -> str:
    """``text`` for element content and quoted attributes; what could move a cursor or turn a line round shows as U+FFFD."""
    return escape(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))
