"""How fast the EPUB writer is, next to plain ``zipfile`` writing the same members.

    python -m tests.bench.writers [ARTICLES]

Prints seconds of processor time for both, their ratio, and the memory the writer adds at its peak, each the best of several runs in
processes of their own.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
import zipfile

from tests.bench.packs import big_pack

_RUNS = 5


def written(articles: int) -> tuple[float, bytes, float]:
    """Seconds the writer took for a pack of ``articles``, what it wrote, and the megabytes the process grew by."""
    from convert.formats import writer
    from convert.notices import ignore
    from convert.profile import load_profile
    from convert.theme import load_theme

    pack, theme, profile = big_pack(articles), load_theme("classic"), load_profile("default")
    write = writer("epub")
    write(big_pack(1), theme, profile, io.BytesIO(), ignore)
    before = _peak()
    target = io.BytesIO()
    begun = time.process_time()
    write(pack, theme, profile, target, ignore)
    return time.process_time() - begun, target.getvalue(), _peak() - before


def zipped(book: bytes) -> float:
    """Seconds ``zipfile`` takes to write the members of ``book`` anew, at the same level."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = [(entry.filename, archive.read(entry), entry.compress_type) for entry in archive.infolist()]
    begun = time.process_time()
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data, kind in members:
            archive.writestr(name, data, compress_type=kind)
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def once(articles: int) -> str:
    """One run: seconds of the writer, of zipfile, megabytes added, megabytes in all, megabytes written."""
    seconds, book, grown = written(articles)
    total = _peak()
    return f"{seconds} {zipped(book)} {grown} {total} {len(book) / 1e6}"


def main() -> None:
    """Run it several times and print the best."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rows = []
    for _ in range(_RUNS):
        command = [sys.executable, "-m", "tests.bench.writers", "--once", str(articles)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        rows.append([float(value) for value in done.stdout.split()])
    writer, plain, grown, total, size = (min(column) for column in zip(*rows, strict=True))
    print(f"EPUB of {articles} articles, {size:.1f} MB: writer {writer:.2f} s, zipfile {plain:.2f} s, ratio {writer / plain:.2f}")
    print(f"memory: {grown:.0f} MB more than the pack itself, {total:.0f} MB in all")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(once(int(sys.argv[2])))
    else:
        main()
