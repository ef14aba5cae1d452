"""How fast the PDF writer is, next to plain WeasyPrint setting the same words with a short style sheet.

    python -m tests.bench.pdf [ARTICLES]

Both run in processes of their own, start to end, and tag their pages; the best of three runs each counts.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time

from tests.bench.packs import big_pack

_RUNS = 3
_PLAIN = """
@page { size: A4; margin: 92pt 137pt 110pt 112pt; @bottom-center { content: counter(page) } }
body { font: 10.5pt/15pt serif; text-align: justify; hyphens: auto } article { break-before: page } img { max-width: 100% }
"""


def ours(articles: int) -> None:
    """Write a pack of ``articles`` with readpack's writer."""
    from convert.formats import writer
    from convert.notices import ignore
    from convert.profile import load_profile
    from convert.theme import load_theme

    writer("pdf")(big_pack(articles), load_theme("classic"), load_profile("default"), io.BytesIO(), ignore)


def plain(articles: int) -> None:
    """Set the same articles with WeasyPrint as its documentation shows it, tagged as PDF/UA-1."""
    import weasyprint

    from convert.pictures import load
    from convert.writers._pdf.article import PrintRenderer, Stock

    pack = big_pack(articles)
    pictures = {picture.key: picture for picture in pack.pictures}
    stock = Stock(pictures)
    body = "".join("".join(PrintRenderer(article, stock).article_element()) for article in pack.articles)

    class Pictures(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> object:
            picture = pictures[url.removeprefix("picture:")]
            return weasyprint.urls.URLFetcherResponse(url, load(picture), {"Content-Type": picture.media})

    page = f'<!DOCTYPE html><html lang="en"><head><title>Bench</title><style>{_PLAIN}</style></head><body>{body}</body></html>'
    weasyprint.HTML(string=page, url_fetcher=Pictures()).write_pdf(io.BytesIO(), pdf_variant="pdf/ua-1")


def seconds(name: str, articles: int) -> tuple[float, float]:
    """Seconds by the clock and of processor time of a process that runs ``name``, its own child's among them."""
    begun, worked = time.perf_counter(), _processor()
    command = [sys.executable, "-m", "tests.bench.pdf", "--once", name, str(articles)]
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun, _processor() - worked


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Run both several times and print the best of each."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    ours_best, plain_best = ([min(column) for column in zip(*runs, strict=True)] for runs in zip(*_rows(articles), strict=True))
    for what, mine, theirs in zip(("by the clock", "of processor time"), ours_best, plain_best, strict=True):
        print(f"PDF of {articles} articles: writer {mine:.2f} s, plain WeasyPrint {theirs:.2f} s {what}, ratio {mine / theirs:.2f}")


def _rows(articles: int) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return [(seconds("ours", articles), seconds("plain", articles)) for _ in range(_RUNS)]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        {"ours": ours, "plain": plain}[sys.argv[2]](int(sys.argv[3]))
    else:
        main()
