"""What a user waits for with many saved pages: whole runs, from the shell to the file, beside pandoc and calibre where they are.

    python -m tests.bench.whole [--articles 100 1000] [--formats epub docx] [--runs 3] [--largest 10000]

Each contender gets the same HTML files of some 950 words; they take turns, so that a machine that slows down slows all.
Seconds are wall and processor time (medians), megabytes the most that any one process had. ``--largest`` adds one run to EPUB
of so many: its time should be that of 1,000 so many times over, and its memory the same.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

import convert.model as m
from convert.walk import plain_text
from tests.bench.packs import article

Taken = tuple[float, float, float]
# Its time for EPUB grows with the square of the pages: 1,000 take seven minutes.
MOST_FOR_CALIBRE = 200


def pages(folder: Path, count: int) -> list[Path]:
    """``count`` saved articles in ``folder``, the same each time."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}.html" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(_page(article(number)), encoding="utf-8")
    return paths


def _page(told: m.Article) -> str:
    title = escape(told.title)
    head = f'<meta charset="utf-8"><title>{title}</title><meta name="author" content="{escape(told.authors[0])}">'
    date = f'<meta property="article:published_time" content="{told.published}T08:00:00Z">'
    body = "".join(map(_block, told.body))
    return f'<!doctype html><html lang="en"><head>{head}{date}</head><body><article><h1>{title}</h1>{body}</article></body></html>'


def _block(block: m.Block) -> str:
    match block:
        case m.Heading():
            return f"<h2>{_run(block.children)}</h2>"
        case m.List():
            return f"<ul>{''.join(f'<li>{escape(plain_text(*item))}</li>' for item in block.items)}</ul>"
        case m.Quote():
            return f"<blockquote>{''.join(map(_block, block.children))}</blockquote>"
        case m.Paragraph():
            return f"<p>{_run(block.children)}</p>"
        case _:
            raise ValueError(f"no such block in these packs: {block}")


def _run(children: tuple[m.Inline, ...]) -> str:
    shown = {m.Link: '<a href="{href}">{text}</a>', m.Emphasis: "<em>{text}</em>"}
    return "".join(
        shown.get(type(child), "{text}").format(href=escape(getattr(child, "href", "")), text=escape(plain_text(child)))
        for child in children
    )


def contenders(format: str, folder: Path, paths: list[Path]) -> Iterator[tuple[str, list[str] | None]]:
    """Each program by name, with its command; none where it is not installed."""
    program = [sys.executable, "-m", "convert", "convert"]
    yield "readpack", [*program, str(folder / "pages"), "-q", "-o", str(folder / f"readpack.{format}")]
    yield "readpack --check", [*program, str(folder / "pages"), "-q", "--check", "-o", str(folder / f"readpack.{format}")]
    pandoc = _pandoc()
    options = ["-f", "html", "--toc", "--metadata", "title=Pack", "-o", str(folder / f"pandoc.{format}")]
    yield "pandoc", [pandoc, *options, *map(str, paths)] if pandoc else None
    calibre = shutil.which("ebook-convert") if len(paths) <= MOST_FOR_CALIBRE else None
    joined = folder / "all.html"
    joined.write_text("".join(path.read_text(encoding="utf-8") for path in paths), encoding="utf-8")
    yield "calibre", [calibre, str(joined), str(folder / f"calibre.{format}")] if calibre else None


def _pandoc() -> str | None:
    try:
        import pypandoc
    except ImportError:
        return shutil.which("pandoc")
    return str(pypandoc.get_pandoc_path())


def taken(command: list[str]) -> Taken:
    """Wall seconds, processor seconds and the most megabytes of any process that ``command`` took."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} ended with {child.returncode}: {said.decode(errors='replace')[-400:]}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compared(format: str, count: int, runs: int) -> None:
    """Print a row for each contender."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        field = list(contenders(format, folder, pages(folder / "pages", count)))
        rows: dict[str, list[Taken]] = {who: [] for who, command in field if command}
        for _ in range(runs):
            for who, command in field:
                if command:
                    rows[who].append(taken(command))
    medians = {who: [statistics.median(column) for column in zip(*times, strict=True)] for who, times in rows.items()}
    for who, _ in field:
        if who not in medians:
            why = "not timed, it takes minutes" if who == "calibre" and count > MOST_FOR_CALIBRE else "not installed"
            print(f"{format:<6} {count:8}  {who:<17} {why}")
            continue
        wall, spent, memory = medians[who]
        print(f"{format:<6} {count:8}  {who:<17} {wall:7.2f}  {spent:7.2f}  {memory:8.0f}  {wall / medians['readpack'][0]:6.2f}")


def main() -> None:
    """All sizes and formats, then the largest run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, nargs="+", default=[100, 1_000])
    options.add_argument("--formats", nargs="+", default=["epub", "docx"])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--largest", type=int, default=0)
    given = options.parse_args()
    print("format articles  program             wall s    cpu s   peak MB   ratio   (medians; ratio of wall time to readpack's)")
    for format in given.formats:
        for count in given.articles:
            compared(format, count, given.runs)
    if given.largest:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = pages(folder / "pages", given.largest)
            wall, spent, memory = taken(next(contenders("epub", folder, paths))[1] or [])
            print(f"epub   {given.largest:8}  {'readpack':<17} {wall:7.2f}  {spent:7.2f}  {memory:8.0f}")


if __name__ == "__main__":
    main()
