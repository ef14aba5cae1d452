"""What a short line says of itself: that it is a control, leads to another article, or tells where an advertisement is."""

from __future__ import annotations

import re

from convert.patterns import regex
from convert.readers._text.words import CONTROLS, RELATED

# How long it takes to hear, how many have done it.
_LENGTH = regex(r"\s*(?:[(\[]?\d{1,3}(?::\d\d|\s?min(?:\.|ut\w{0,4})?|\s?мин\.?)[)\]]?|[(\[]\d{1,5}[)\]])$", re.IGNORECASE)
_COUNT = regex(r"^\d[\d.,]{0,6}\s?[km]?\s+", re.IGNORECASE)
_GOES_ON = regex(
    r"\W*(?:(?:the )?(?:article|story|text|content|post|interview) continues (?:below|after)(?: (?:the |this |an? )?(?:ad|ads|advert\w*|sponsor\w*|promo\w*))?|"
    r"(?:continue reading|scroll (?:down )?to continue) (?:below|after|with content)?.{0,12}(?:ad|ads|advert\w*)?|"
    r"(?:der artikel|der text|dieser artikel|es) (?:geht|wird) (?:nach|unter|hinter) der (?:anzeige|werbung) (?:weiter|fortgesetzt)|(?:nach|unter) der (?:anzeige|werbung) (?:weiterlesen|geht es weiter)|weiter nach der (?:anzeige|werbung)|"
    r"l[’']article (?:continue|se poursuit) après (?:la|cette) publicité|la suite après (?:la|cette) publicité|"
    r"(?:la (?:noticia|nota|información)|el artículo) (?:continúa|sigue) (?:después de|tras|debajo de) (?:la publicidad|el anuncio)|(?:sigue|continúa) leyendo (?:después|tras) .{0,4}(?:anuncio|publicidad)|"
    r"(?:l[’']articolo )?continua (?:a leggere )?dopo la pubblicità|(?:o artigo |a matéria )?continua (?:depois d?a|após a?) ?(?:publicidade|propaganda)|"
    r"(?:het )?artikel gaat verder (?:onder|na) de advertentie|(?:de )?tekst (?:loopt|gaat) (?:door|verder) (?:onder|na) de advertentie|"
    r"(?:artikeln|texten) fortsätter (?:efter|under) annonsen|(?:saken|artikkelen) fortsetter (?:etter|under) annonsen|(?:artiklen|teksten) fortsætter (?:efter|under) annoncen|juttu jatkuu mainoksen jälkeen|"
    r"(?:artykuł jest kontynuowany|dalsza część (?:artykułu|tekstu)|ciąg dalszy) (?:znajduje się )?pod (?:reklamą|materiałem wideo)|článek pokračuje (?:pod|po) reklam\w+|"
    r"продолжение (?:статьи )?(?:после|под) реклам\w+|продовження (?:статті )?після реклами|yazı reklamdan sonra devam ediyor|記事は広告の(?:後|下)に続きます|広告の(?:後|下)に続く)\W*",
    re.IGNORECASE,
)


def is_control(said: str) -> bool:
    """Whether a line, in lower case, says no more than what a control is called, how long it takes or how many used it."""
    if len(said) > _LONGEST_CONTROL:
        return False
    return said in CONTROLS or _LENGTH.sub("", said) in CONTROLS or (said[:1].isdecimal() and _COUNT.sub("", said) in CONTROLS)


# With how long it takes and how many have done it.
_LONGEST_CONTROL = max(map(len, CONTROLS)) + 40


def leads_elsewhere(text: str) -> bool:
    """Whether ``text`` begins as a line that leads to another article: *Read also: …*"""
    return RELATED.match(text.lstrip(_BULLETS)) is not None


def is_called_related(text: str) -> bool:
    """Whether ``text`` is called so, a colon behind it: a sentence that begins with the same words is none."""
    match = RELATED.match(text.lstrip(_BULLETS))
    return match is not None and text.lstrip(_BULLETS)[match.end() :].lstrip()[:1] in (":", "：")


def tells_of_advertisement(text: str) -> bool:
    """Whether ``text`` says that the article goes on behind an advertisement, and no more."""
    return len(text) <= _LONGEST and _GOES_ON.fullmatch(text) is not None


_LONGEST, _BULLETS = 80, " \u00a0>»›→➡▶►+[(•·-–—|"
