"""What a language asks of the page: the script it is written in, and whether its words can be hyphenated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from convert.theme import Theme

# Scripts justified without hyphens: words or signs are spread, or drawn out.
_JUSTIFIED_WHOLE = frozenset({"Arab", "Hebr", "Syrc", "Hans", "Hant", "Jpan", "Kore"})

# Scripts whose words are never divided with a hyphen, whatever dictionaries there are.
UNHYPHENED = frozenset({"Hans", "Hant", "Jpan", "Kore", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})


@cache
def script_of(language: str) -> str:
    """The script (ISO 15924) of ``language`` (BCP 47): its subtag, else the likely one by CLDR; empty when not known."""
    subtags = language.replace("_", "-").split("-")
    for subtag in subtags[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.capitalize()
    from babel.core import get_global

    likely = get_global("likely_subtags")
    name = likely.get("_".join([subtags[0].lower(), *(tag.upper() for tag in subtags[1:2])])) or likely.get(subtags[0].lower(), "")
    parts = str(name).split("_")
    return parts[1] if len(parts) > 1 else ""


def script_font(theme: Theme, script: str) -> str:
    """The font of ``theme`` that ``script`` (ISO 15924) is set in; empty where it has none of its own."""
    return theme.scripts[script].font if script in theme.scripts else ""


def script_fonts(theme: Theme) -> tuple[str, ...]:
    """The fonts of ``theme`` that scripts of their own are set in, by name."""
    return tuple(dict.fromkeys(script.font for script in theme.scripts.values() if script.font))


def ragged_rules(languages: Iterable[str]) -> str:
    """Rules that set text ragged in those of ``languages`` whose words can't be divided: justified, it would have holes."""
    import pyphen

    def whole(language: str) -> bool:
        return script_of(language) in UNHYPHENED or not pyphen.language_fallback(language.replace("-", "_"))

    return "".join(
        f"p:lang({language}) {{ text-align: start }}\n"
        for language in languages
        if script_of(language) not in _JUSTIFIED_WHOLE and whole(language)
    )
