"""Write the names of months in many languages, as CLDR has them, to the table that dates are read by.

    uv run --with babel scripts/month_names.py convert/readers/_text/months.txt

A name that means another month in another language (*lip*, of *lipiec* and of *lipanj*) is left to the languages that come first; a hyphen
stands for a blank.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale

# Those whose newspapers write Gregorian dates with names, by their number of readers, roughly; Croatian is last, as its names are those
# of other months in Polish and Czech.
_LANGUAGES = (
    "en es ar fa_AF hi bn pt ru id ur de de_AT fr te mr tr ta vi ko it th gu fil kn ml or pa pl uk ms my uz am ha sw ps ne si nl ro km "
    "el hu cs sv az be kk ca he bg sr sr_Latn da fi nb nn sk hy lt sl lv et ka mn mk sq bs is ga cy eu gl af zu lb br oc ky "
    "tk fa ar_LB ar_MA ar_EG hr"
)
_LEAST = 3


def names() -> list[list[str]]:
    """The names of each month, in lower case and without their full stop, each once."""
    found: dict[str, int] = {}
    for language in _LANGUAGES.split():
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    word = name.lower().strip(". \u200f\u200e").replace(" ", "-")
                    if (len(word) >= _LEAST or not word.isascii()) and len(word) > 1 and not any(map(str.isdigit, word)):
                        found.setdefault(word, number)
    return [sorted(word for word, number in found.items() if number == month) for month in range(1, 13)]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text("".join(" ".join(words) + "\n" for words in names()), encoding="utf-8")
