"""How fast the EPUB and DOCX writers are, next to plain ``zipfile`` writing the same members at its own level.

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


def written(name: str, articles: int) -> tuple[float, bytes, float]:
    """Seconds the writer took for a pack of ``articles``, what it wrote, and the megabytes the process grew by."""
    from convert.formats import writer
    from convert.notices import ignore
    from convert.profile import load_profile
    from convert.theme import load_theme

    pack, theme, profile = big_pack(articles), load_theme("classic"), load_profile("default")
    write = writer(name)
    write(big_pack(1), theme, profile, io.BytesIO(), ignore)
    before = _peak()
    target = io.BytesIO()
    begun = time.process_time()
    write(pack, theme, profile, target, ignore)
    return time.process_time() - begun, target.getvalue(), _peak() - before


def zipped(book: bytes) -> float:
    """Seconds ``zipfile`` takes to write the members of ``book`` anew, deflated as it does unless told otherwise."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = [(entry.filename, archive.read(entry), entry.compress_type) for entry in archive.infolist()]
    begun = time.process_time()
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, kind in members:
            archive.writestr(name, data, compress_type=kind)
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def once(name: str, articles: int) -> str:
    """One run: seconds of the writer, of zipfile, megabytes added, megabytes in all, megabytes written."""
    seconds, book, grown = written(name, articles)
    total = _peak()
    return f"{seconds} {zipped(book)} {grown} {total} {len(book) / 1e6}"


def measured(name: str, articles: int) -> list[float]:
    """The best of several runs, each in a process of its own: what `once` prints."""
    rows = []
    for _ in range(_RUNS):
        command = [sys.executable, "-m", "tests.bench.writers", "--once", name, str(articles)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        rows.append([float(value) for value in done.stdout.split()])
    return [min(column) for column in zip(*rows, strict=True)]


def main() -> None:
    """Both writers, for a tenth of the articles and for all of them: the time should be ten times as long, the memory not."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print("writer articles  seconds  zipfile  ratio  MB written  MB added  MB in all   (processor time, best of several runs)")
    for name in ("epub", "docx"):
        for articles in (most // 10, most):
            writer, plain, grown, total, size = measured(name, articles)
            print(f"{name:<6} {articles:8}  {writer:7.2f}  {plain:7.2f}  {writer / plain:5.2f}  {size:10.1f}  {grown:8.0f}  {total:9.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(once(sys.argv[2], int(sys.argv[3])))
    else:
        main()
