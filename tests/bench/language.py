"""How often the language of an article and of its paragraphs is told right, and what it costs.

    python -m tests.bench.language FOLDER

FOLDER is laid out as ``corpus/dev``. Truth is what a page states where the corpus' own detection agrees with it; the articles
are made of the paragraphs of the truth files, so that nothing but the language is at stake.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from convert.language import are_near, detect
from convert.model import Article, Block, Paragraph, Text
from convert.spoken import spoken
from convert.walk import plain_text

_PARAGRAPHS = 12


def articles(folder: Path) -> list[tuple[str, list[str]]]:
    """The language and the paragraphs of each article whose language is known."""
    found: list[tuple[str, list[str]]] = []
    for path in sorted((folder / "html").glob("*.truth.json.gz")):
        truth = json.loads(gzip.decompress(path.read_bytes()))
        stated, detected = (str(truth.get(key) or "").partition("-")[0].lower() for key in ("lang_html", "lang_detected"))
        if stated and stated == detected and truth.get("paragraphs"):
            found.append((stated, truth["paragraphs"]))
    return found


def letters(text: str) -> int:
    """How many letters ``text`` has."""
    return sum(map(str.isalpha, text))


def share(name: str, asked: Sequence[tuple[str, str]], told: Callable[[str], str]) -> None:
    """Prints how many texts of ``asked``, each with its language, are told right, and the microseconds for one."""
    began = time.process_time()
    answers = [told(text) for _, text in asked]
    each = (time.process_time() - began) / max(1, len(asked)) * 1_000_000
    right = sum(answer == language for (language, _), answer in zip(asked, answers, strict=True))
    print(f"{name:<38} {right:>6} of {len(asked):>6}  {right / max(1, len(asked)):7.2%} {each:8.1f} µs each")


def of_length(found: Iterable[tuple[str, list[str]]], least: int, most: int) -> list[tuple[str, str]]:
    """Every paragraph with ``least`` to ``most`` letters."""
    return [(language, text) for language, texts in found for text in texts if least <= letters(text) <= most]


def heard_in(found: Sequence[tuple[str, list[str]]]) -> None:
    """Prints how many paragraphs in another language are heard where one is set into the middle of each article."""
    texts: dict[str, list[str]] = {}
    for language, text in of_length(found, 80, 400):
        texts.setdefault(language, []).append(text)
    mixed: list[tuple[Article, int, str]] = []
    for number, (own, paragraphs) in enumerate(found):
        for language in sorted(texts):
            if not are_near(language, own):
                blocks = [Paragraph((Text(text),)) for text in paragraphs[:_PARAGRAPHS]]
                middle = len(blocks) // 2
                blocks.insert(middle, Paragraph((Text(texts[language][number % len(texts[language])]),)))
                mixed.append((Article(title="", language=own, body=tuple(blocks)), middle, language))
    heard = sum(near(spoken(article).body[middle], language) for article, middle, language in mixed)
    print(f"{'one in another language, set in':<38} {heard:>6} of {len(mixed):>6}  {heard / len(mixed):7.2%}")


def near(block: Block, language: str) -> bool:
    """Whether ``block`` says that it is in ``language``."""
    return isinstance(block, Paragraph) and bool(block.language) and are_near(block.language, language)


def told_apart(found: Sequence[tuple[str, list[str]]]) -> None:
    """Prints which paragraphs of articles in one language are said to be in another, and what asking costs."""
    whole = [Article(title="", language=language, body=tuple(Paragraph((Text(text),)) for text in texts)) for language, texts in found]
    began = time.process_time()
    heard = list(map(spoken, whole))
    asked = sum(len(article.body) for article in whole)
    each = (time.process_time() - began) / asked * 1_000_000
    apart = [(article.language, block) for article in heard for block in article.body if isinstance(block, Paragraph) and block.language]
    print(f"{'paragraphs said to be in another':<38} {len(apart):>6} of {asked:>6}  {'':7} {each:8.1f} µs each")
    for own, block in apart:
        print(f"    {own}: {block.language} {plain_text(block)[:100]!r}")


def main() -> None:
    found = articles(Path(sys.argv[1]))
    detect("to load the model")
    share("articles", [(language, "\n".join(texts)) for language, texts in found], detect)
    share("paragraphs of 60 to 200 letters", of_length(found, 60, 200), detect)
    share("paragraphs of 20 to 59 letters", of_length(found, 20, 59), detect)
    told_apart(found)
    heard_in(found)


if __name__ == "__main__":
    main()
