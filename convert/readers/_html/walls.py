"""Walls for payment by what they say, whatever they are called: that the rest is for those who subscribe or log in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from convert.patterns import regex
from convert.readers._html.leaves import Leaf, Leaves
from convert.readers._html.page import Element
from convert.readers._html.report import WALL

_ENGLISH = (
    r"(?:subscribe|sign[ -]?(?:up|in)|register|log[ -]?in|join|become a (?:member|subscriber)|create (?:an?|your) (?:free )?account|start your (?:free )?trial)\b.{0,60}\b(?:to|and) "
    r"(?:(?:continue|keep|finish|go on|carry on)\b.{0,12}\breading|continue\b|read (?:on|more|the (?:full|rest|whole|entire)|this (?:article|story|post))|(?:access|unlock|view|see) (?:the (?:full|rest|whole|entire)|this))|"
    r"(?:(?:to|want to) (?:continue|keep)|continue|keep) reading\b.{0,60}\b(?:subscri|sign|log|regist|join|creat|trial|account)|"
    r"(?:this|the rest of this|the full|the rest of the) (?:article|story|post|content|issue|report) is (?:(?:only|exclusively|just) )?(?:(?:available|reserved|accessible|exclusive) )?(?:only )?(?:to|for) (?:our )?(?:\w+[ -])?(?:subscribers|members)|"
    r"you(?:[’']ve| have) (?:reached|used|hit) (?:your|all|the) .{0,30}\b(?:free|limit)"
)
_GERMAN_AND_DUTCH = (
    r"weiterlesen (?:mit|im) .{0,30}(?:abo|plus|\+)|(?:um|zum) (?:weiterzulesen|weiterlesen)|(?:regist\w+|anmelden|einloggen|abonnieren)\b.{0,30}\bweiterlesen|"
    r"(?:dieser|der|diesen) (?:\w+ )?(?:artikel|beitrag|text) (?:ist|steht) (?:nur|exklusiv|ausschließlich) (?:für|unser)|(?:exklusiv|nur) für (?:abonnent|mitglieder)|"
    r"verder (?:te )?lezen\??.{0,40}(?:abon|log|regist|meld|word)|(?:abonneer|log in|registreer|word lid).{0,40}verder|(?:alleen|exclusief) voor (?:abonnees|leden)"
)
_ROMANCE = (
    r"(?:suite|article|contenu) .{0,25}(?:est |sont )?(?:réservée?s?|uniquement) (?:aux|à nos|pour les) abonn|il (?:vous )?reste .{0,16}% |"
    r"(?:abonnez|connectez|inscrivez|identifiez)[- ]vous (?:pour|et) (?:lire|continu|poursuiv|accéd)|pour (?:lire la suite|poursuivre|continuer).{0,50}(?:abonn|connect|inscri|identif)|"
    r"(?:suscr[ií]b\w+|reg[ií]stra\w+|inicia sesión|hazte \w+) (?:para|y) (?:seguir|continuar|contin[uú]a|sigue|leer)|(?:contenido|artículo|noticia|nota) (?:es )?exclusiv[oa] para (?:suscriptores|socios)|"
    r"(?:abbonati|accedi|registrati|iscriviti) (?:per|e) (?:continua|legger|proseg|sblocc)|per continuare a leggere.{0,50}(?:abbona|acced|registr)|(?:contenuto|articolo) (?:è )?riservato agli abbonati|"
    r"(?:assine|cadastre-se|faça login|entre) (?:para|e) (?:continu|ler|leia)|(?:conteúdo|artigo|matéria|texto) (?:é )?exclusiv[oa] para assinantes"
)
_NORTHERN_AND_EASTERN = (
    r"logga? inn? (?:för|for) (?:att|å) (?:läsa|lese)|log ind for at læse|(?:for å|for at|för att) (?:lese|læse|läsa) (?:videre|hele|vidare|hela|resten).{0,40}(?:logg|abonn|pren|köp|kjøp)|"
    r"(?:artikkelen|saken|artiklen|artikeln) (?:er|är) (?:kun |bare |endast |bara )?for (?:våre )?(?:abonnent|prenumer)|kirjaudu .{0,30}lukea|(?:juttu|artikkeli) on (?:vain )?tilaajille|"
    r"(?:aby|żeby) (?:czytać dalej|przeczytać całość)|(?:tylko|wyłącznie) dla (?:subskrybentów|prenumeratorów)|pozostało .{0,12}% (?:artykułu|tekstu)|(?:pouze|jen) pro předplatitele|"
    r"(?:csak )?előfizetőinknek|okumaya devam etmek için|abonelere özel|"
    r"(?:подпи\w+|зарегистрируйтесь|войдите|авторизуйтесь),? чтобы (?:чита|продолж|прочит)|чтобы (?:читать дальше|продолжить чтение)|(?:материал|статья|текст) .{0,12}(?:только )?для подписчиков|για συνδρομητές"
)
_OF_OTHER_SCRIPTS = (
    r"(?:会員|有料会員)限定(?:の?記事)?です|残り ?[\d,]+ ?(?:文字|字|%|%)|(?:続き|全文)を(?:読む|お読みいただく)に(?:は|つ)|(?:登录|登入|订阅|訂閱|付费|付費|登錄)(?:后|後|以|即可|可)*(?:继续|繼續)?(?:阅读|閱讀)|"
    r"(?:仅限|僅限|限)(?:会员|會員|订阅|訂閱|付费|付費)|(?:로그인|구독|가입).{0,14}(?:계속|전체|전문|끝까지)|(?:유료|회원|구독자) ?전용|"
    r"لمتابعة القراءة|لقراءة (?:المزيد|المقال).{0,20}(?:اشترك|سجل)|להמשך קריאה|למנויים בלבד|לקריאת הכתבה"
)
_SAYS_CUT = regex(
    rf"(?:^|(?<=\W))(?:{_ENGLISH}|{_GERMAN_AND_DUTCH}|{_ROMANCE}|{_NORTHERN_AND_EASTERN})|{_OF_OTHER_SCRIPTS}",
    re.IGNORECASE,
)


def says_cut(text: str) -> bool:
    """Whether ``text`` says that the rest is for those who subscribe or log in."""
    return _SAYS_CUT.search(text) is not None


def leave_out(every: Leaves, main: Element) -> None:
    """Leave out the box that says so at the end of ``main``, which is the article's, or right behind it."""
    leaves = _near(every, main)
    for number in range(_end_of_body(leaves), len(leaves)):
        leaf = leaves[number]
        if len(leaf.text) > _LONGEST_ON_WALL or not _SAYS_CUT.search(leaf.text):
            continue
        box = _box(leaf.element, main)
        held = [box] if box is not leaf.element else [other.element for other in _flat(leaves[number:])]
        if any(below.tag in _PRESSED for element in held for below in element.walk()):
            for element in held:
                element.reason = WALL
            return


def _end_of_body(leaves: list[Leaf]) -> int:
    """Where in ``leaves``, behind the first, long paragraphs end, or what stands with some; a wall is among the last ones anyway."""
    bodies = {leaf.element.parent for leaf in leaves if leaf.is_prose and len(leaf.text) > _LONGEST_ON_WALL}
    last = max(1, len(leaves) - _MOST_AT_END)
    long = (at for at in range(len(leaves) - 1, last - 1, -1) if len(leaves[at].text) > _LONGEST_ON_WALL)
    return next((at + 1 for at in long if leaves[at].element.parent in bodies), last)


def _near(every: Leaves, main: Element) -> list[Leaf]:
    """The leaves of ``main`` and the next ones behind it, but for those that are hidden."""
    hidden = _hidden(every)
    shown = [leaf for leaf in every.all if leaf.element.at >= main.at and leaf.element not in hidden]
    within = sum(leaf.element.at < main.end for leaf in shown)
    return shown[: within + _MOST_BEHIND]


def _hidden(every: Leaves) -> set[Element]:
    """The elements of ``every`` leaf that are hidden, or stand in what is."""
    found: set[Element] = set()
    until = 0
    if every.all:
        for element in every.all[0].element.order:
            until = max(until, element.end) if element.reason == "hidden" else until
            if element.at < until:
                found.add(element)
    return found


def _box(element: Element, main: Element) -> Element:
    """The largest box round ``element`` that says no more than a wall does."""
    box = element
    for above in islice(element.ancestors(), _MOST_AROUND):
        if above.tag in _WHOLE or above.holds(main) or len(above.text(_MOST_ON_WALL + 1)) > _MOST_ON_WALL:
            break
        box = above
    return box


def _flat(leaves: list[Leaf]) -> Iterator[Leaf]:
    """The first of ``leaves``, which says that the text is cut, and what follows it beside it and asks for the same."""
    parent = leaves[0].element.parent
    said = 0
    for leaf in leaves:
        said += len(leaf.text)
        if leaf.element.parent is not parent or said > _MOST_ON_WALL:
            return
        yield leaf


_PRESSED = frozenset(("a", "button", "form", "input"))
_WHOLE = frozenset(("article", "main", "body"))
_LONGEST_ON_WALL, _MOST_ON_WALL, _MOST_BEHIND, _MOST_AROUND = 200, 600, 12, 8
_MOST_AT_END = 500
