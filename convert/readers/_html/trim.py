"""Inside the article's element: what stands round the text, its controls, its header and its end."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice, pairwise, zip_longest

from convert.clean import folded
from convert.patterns import regex
from convert.readers._html import pull_quotes, tables
from convert.readers._html.captions import in_figure, label
from convert.readers._html.dates import tells_of_old
from convert.readers._html.ends import leave_out_end
from convert.readers._html.leaves import HEADINGS, Leaf, Leaves
from convert.readers._html.lives import is_life
from convert.readers._html.measure import has_sentence
from convert.readers._html.openings import SUBTITLE
from convert.readers._html.page import Element, Page
from convert.readers._html.repeats import leave_out_repeats
from convert.readers._html.report import CONTENTS, OTHER_PAGES
from convert.readers._html.said import is_control, leads_elsewhere, tells_of_advertisement
from convert.readers._html.told_facts import facts_round
from convert.readers._html.works import works_page
from convert.readers._text.dateline import byline_names, label_of, speakers
from convert.readers._text.days import CLOCK, is_bare_day, is_date_line
from convert.readers._text.words import CONTROLS

_READING_TIME = regex(r"^\W*\d{1,3}\s*(?:min(?:ute)?s?\b|minuten|分|мин)", re.IGNORECASE)
_NUMBER = regex(r"^[\d\s.,:/|•·+×xk%°–—-]{1,24}$", re.IGNORECASE)


def trim(every: Leaves, content: Element, headline: Element | None, known: frozenset[str], days: frozenset[str], own: str) -> None:
    """Mark what in ``content`` is not the article's text.

    ``known`` are folded lines said elsewhere: the title, names, the section; ``days`` are those it was published and changed on, where stated;
    ``own`` is its site, empty where that is not known.
    """
    leaves = every.below(content)
    _contents(every.all, leaves)
    heads = _section_heads(leaves)
    _controls(leaves, known, days, heads)
    _restore_terms(leaves)
    if headline is not None and content.holds(headline):
        _above(leaves, headline)
    _sections(leaves, heads)
    _prompts([leaf for leaf in leaves if not leaf.element.reason])
    leave_out_repeats(every.below(content))
    pull_quotes.leave_out([leaf for leaf in every.all if content.holds(leaf.element)])
    leave_out_end(every.below(content), own)


def _contents(every: list[Leaf], leaves: list[Leaf]) -> None:
    """A list of links, anywhere on the page, to the headings of the article: the pack has contents of its own."""
    headings = {_unnumbered(folded(leaf.text).strip("# ¶")) for leaf in leaves if leaf.element.tag in HEADINGS}
    entries = [leaf for leaf in every if leaf.size < 200 and _unnumbered(folded(leaf.text)) in headings and _leads_within(leaf.element)]
    layouts: dict[Element, bool] = {}
    entries = [leaf for leaf in entries if tables.data_table(leaf.element, layouts) is None]
    if len(entries) >= _FEWEST_ENTRIES:
        for leaf in entries:
            leaf.element.reason = CONTENTS


def _leads_within(element: Element) -> bool:
    """Whether ``element`` is a link to a place on its page and nothing else, and no heading."""
    links = [below for below in element.walk() if below.tag == "a"]
    return element.tag not in HEADINGS and len(links) == 1 and "#" in links[0].get("href")


def _unnumbered(text: str) -> str:
    return _NUMBERED.sub("", text) or text


_NUMBERED = regex(r"\d{1,3}(?:\.\d{1,3}){0,5}\.?\s")
_FEWEST_ENTRIES = 3
_MOST_BEFORE = 400


def opens(every: Leaves, content: Element, headline: Element) -> bool:
    """Whether ``headline`` stands before the text in ``content``: one further down heads but a part of it."""
    before = [
        leaf.worth for leaf in every.below(content) if leaf.element.at < headline.at and leaf.is_prose and not in_figure(leaf.element)
    ]
    return headline.at < content.end and sum(before) <= _MOST_BEFORE


_LEAD_IN = regex(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?(?:title|head|heading|headline)|lead|lede|intro|introduction|chapo|chapeau|ingress|vorspann|anrei(?:ss|ß)er|"
    r"teaser|summary|abstract|excerpt|description|bajada|entradilla|sottotitolo|sommario|occhiello|manchet|perex|lid)(?:$|[\s_-])",
    re.IGNORECASE,
)


def lead_in(page: Page, every: Leaves, content: Element, headline: Element | None, known: frozenset[str], summary: str) -> list[Element]:
    """The standfirst between the headline and ``content``: marked as one, what the page states as its ``summary``, or sentences alone there."""
    if headline is None or headline.at >= content.at:
        return _subtitle_below(headline, every.below(content)) if headline is not None else []
    between = [leaf for leaf in _between(page, every, headline, content) if folded(leaf.text) not in known]
    marked = [
        leaf
        for leaf in between
        if leaf.size >= 25
        and (
            folded(leaf.text).rstrip(".") == folded(summary).rstrip(".")
            or any(_LEAD_IN.search(label(e)) for e in (leaf.element, *list(leaf.element.ancestors())[:2]))
        )
    ]
    alone = [place for place, leaf in enumerate(between) if leaf.size >= 40 and has_sentence(leaf.text)]
    chosen = marked or (between[alone[0] : alone[-1] + 1] if alone else [])
    if sum(len(leaf.text) for leaf in chosen) > _LONGEST_LEAD_IN:
        return []
    return list(dict.fromkeys(_summary_round(leaf.element, headline, content, every) for leaf in chosen))


def _subtitle_below(headline: Element, leaves: list[Leaf]) -> list[Element]:
    """What stands among the first of ``leaves`` below ``headline`` and is called the subtitle, as nothing else there is called."""
    after = [leaf for leaf in leaves if leaf.element.at >= headline.end]
    for leaf in after[:_FIRST]:
        called = leaf.element.get("class")
        if SUBTITLE.search(called) and not leaf.is_linked and len(leaf.text) <= _LONGEST_SUBTITLE:
            return [leaf.element] if sum(other.element.get("class") == called for other in after) == 1 else []
    return []


_FIRST, _LONGEST_SUBTITLE = 3, 300


def _summary_round(element: Element, headline: Element, content: Element, every: Leaves) -> Element:
    """The box between ``headline`` and ``content`` that sums up with ``element``, under headings and in lists: a verdict with what is for and against it.

    ``element`` where there is none.
    """
    found = element
    for above in islice(element.ancestors(), _LEVELS):
        if above.at < headline.end or above.end > content.at or above.reason or above.end - above.at > _MOST_IN_SUMMARY:
            break
        tags = {below.tag for below in above.walk()}
        if not tags.isdisjoint(HEADINGS) and "li" in tags and not tags & _PRESSED and not any(leaf.linked for leaf in every.below(above)):
            found = above
    return found


_LEVELS, _MOST_IN_SUMMARY, _PRESSED = 4, 100, frozenset(("form", "button", "input", "img"))


_LONGEST_LEAD_IN = 2_000


def _between(page: Page, every: Leaves, headline: Element, content: Element) -> list[Leaf]:
    """The leaves after ``headline`` and before ``content`` that may lead into it."""
    for element in page.order[headline.end : content.at]:
        if (element.reason == "tags" or element.reason in OTHER_PAGES) and _LEAD_IN.search(label(element)):
            element.reason = ""
    found = []
    for leaf in every.below(page.root):
        between = headline.end <= leaf.element.at < content.at and not leaf.is_linked and not in_figure(leaf.element)
        if between and not is_date_line(leaf.text) and not byline_names(leaf.text):
            found.append(leaf)
    return found


def _controls(leaves: list[Leaf], known: frozenset[str], days: frozenset[str], heads: set[Element]) -> None:
    started = False
    parts = _parts(leaves, days)
    layouts: dict[Element, bool] = {}
    spoken = speakers(leaf.text for leaf in leaves)
    for leaf in leaves:
        if leaf.element in parts or tables.data_table(leaf.element, layouts) is not None or facts_round(leaf.element):
            continue
        said = leaf.text.strip(_ROUND).lower()
        if (is_control(said) and leaf.element not in heads) or works_page(leaf.element):
            leaf.element.reason = "a control of the page"
        elif tells_of_advertisement(leaf.text):
            leaf.element.reason = "advertising"
        elif leads_elsewhere(leaf.text) and leaf.size < 220 and (leaf.is_linked or (leaf.linked and not has_sentence(leaf.text))):
            leaf.element.reason = "related"
        elif (
            not started
            and leaf.size < 160
            and not in_figure(leaf.element)
            and (
                folded(said) in known
                or _is_reading_time(leaf.text)
                or (_NUMBER.match(leaf.text) and not is_life(leaf.text))
                or _says_when(leaf.text, days)
                or (byline_names(leaf.text) and label_of(leaf.text) not in spoken)
            )
        ):
            leaf.element.reason = "who and when"
        started = started or (leaf.is_prose and leaf.size > 100)


def _restore_terms(leaves: list[Leaf]) -> None:
    """Bring back the terms of lists of definitions whose meanings stay: *See also* names no control there."""
    for leaf, below in pairwise(leaves):
        term = leaf.element
        if term.tag == "dt" and term.reason and not below.element.reason:
            meanings = (above for above in (below.element, *islice(below.element.ancestors(), _LEVELS)) if above.tag == "dd")
            if any(meaning.parent is term.parent for meaning in meanings):
                term.reason = ""


def _says_when(text: str, days: frozenset[str]) -> bool:
    """Whether ``text`` says when the article was published, rather than when somebody lived or something was in old times."""
    day = is_date_line(text)
    return bool(day) and (day in days or not (is_life(text) or tells_of_old(text, day)))


def _is_reading_time(text: str) -> bool:
    """Whether ``text`` says how many minutes it takes to read, and no sentence begins so."""
    match = _READING_TIME.match(text)
    rest = text[match.end() :].lstrip(" .") if match else ""
    return match is not None and len(rest) <= _LONGEST_REST and not has_sentence(rest)


_LONGEST_REST = 30


def _section_heads(leaves: list[Leaf]) -> set[Element]:
    """The headings of the text's parts: several marked up alike in one place, each right over a paragraph and most called by no control's name."""
    alike: dict[tuple[Element | None, str, str], list[Leaf]] = {}
    for leaf, below in pairwise(leaves):
        element = leaf.element
        over = (below.is_prose and element.parent is below.element.parent) or below.element.tag in _LISTED
        if element.tag in HEADINGS and not leaf.linked and over and not below.is_linked:
            alike.setdefault((element.parent, element.tag, element.get("class")), []).append(leaf)
    return {
        leaf.element
        for heads in alike.values()
        if sum(leaf.text.strip(_ROUND).lower() in CONTROLS for leaf in heads) * 2 < len(heads) or _are_distinct(heads)
        for leaf in heads
    }


def _are_distinct(heads: list[Leaf]) -> bool:
    """Whether ``heads`` are several and each says something else, as those of a manual do: *Search*, *Save*, *Print*."""
    return len(heads) >= _FEWEST_ENTRIES and len({leaf.text for leaf in heads}) == len(heads)


def _heads_within(leaves: list[Leaf], heads: set[Element]) -> set[Element]:
    """The headings of the text's parts but the last of each kind: below those the text goes on."""
    last: dict[tuple[Element | None, str, str], Element] = {}
    for leaf in leaves:
        if leaf.element in heads:
            last[leaf.element.parent, leaf.element.tag, leaf.element.get("class")] = leaf.element
    return heads - set(last.values())


_LISTED = frozenset(("li", "dd", "pre"))
_ROUND = " :…»›→>«|•·"


def _parts(leaves: list[Leaf], own: frozenset[str]) -> set[Element]:
    """The times, days and numbers that head parts of the text, as in a live blog, a diary or a list of versions: several marked up alike.

    A day alone is the text's, too, where it can't be one of its ``own``.
    """
    alike: dict[tuple[object, ...], list[Element]] = {}
    found: set[Element] = set()
    for leaf, below in zip_longest(leaves, leaves[1:]):
        day = is_date_line(leaf.text) if leaf.size <= _LONGEST_DAY else ""
        kind = "time" if leaf.size <= _LONGEST_TIME and _CLOCK.search(leaf.text) else ""
        if below is not None and not below.is_linked:
            kind = kind or ("day" if day else "number" if leaf.size <= _LONGEST_TIME and _NUMBER.match(leaf.text) else "")
            if day and own and not any(_are_near(day, other) for other in own) and (is_bare_day(leaf.text) or day < min(own)):
                found.add(leaf.element)
        if kind:
            alike.setdefault((kind, *_markup(leaf.element, same_parent=kind == "day")), []).append(leaf.element)
    return found.union(*(elements for elements in alike.values() if len(elements) >= _FEWEST_ENTRIES))


def _markup(element: Element, *, same_parent: bool) -> tuple[object, ...]:
    """How ``element`` is marked up: its tag and class and those of what it stands in, or that itself."""
    above = element.parent or element
    return (element.tag, element.get("class"), *((above,) if same_parent else (above.tag, above.get("class"))))


def _are_near(one: str, other: str) -> bool:
    """Whether two days are the same, wherever on the earth they were told and in whatever order their figures are read."""
    try:
        if sorted(one[2:].split("-")) == sorted(other[2:10].split("-")):
            return True
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days <= 1
    except ValueError:
        return True


_LONGEST_DAY = 60
_CLOCK = regex(rf"(?<!\d){CLOCK}(?!\d)")
_LONGEST_TIME = 40


def _above(leaves: list[Leaf], headline: Element) -> None:
    """What stands above the headline, pictures aside, is the page's."""
    for leaf in leaves:
        if leaf.element.at >= headline.at:
            return
        if not in_figure(leaf.element) and not leaf.element.reason:
            leaf.element.reason = "above the headline"


# What announces other pages, so that links stand below it, and what the page says of itself.
_ELSEWHERE = (
    r"related|recommended|more (?:from|on|in|stories|news|articles|posts|about)|you (?:may|might) (?:also )?(?:like|enjoy|be interested)|read (?:next|more|also)|"
    r"popular|trending|most (?:read|popular|viewed)|latest|recent (?:posts?|articles|news|stories)|similar|also on|up next|what(?:'|’)s next|next (?:post|article)|previous (?:post|article)|"
    r"mehr (?:zum|zu|aus|von|über)|das könnte|auch interessant|lesen sie|weitere|ähnliche|passend(?:e|) |meistgelesen|neueste|themen$|"
    r"à lire|lire aussi|sur le même|articles? (?:similaires|liés|récents)|les plus|"
    r"te puede|te recomendamos|lee también|más (?:sobre|noticias|leíd)|relacionad|artículos relacionados|noticias relacionadas|"
    r"leggi anche|articoli correlati|potrebbe interessarti|leia (?:também|mais)|relacionad[ao]s|veja também|mais lidas|"
    r"lees (?:ook|meer)|gerelateerd|meer (?:over|van)|läs (?:mer|också)|relaterat|læs også|les også|mer om|lue (?:myös|lisää)|"
    r"czytaj|zobacz (?:też|także)|powiązane|přečtěte|související|kapcsolódó|читайте|похожие|другие|ещё по|связанные|по теме|"
    r"関連|おすすめ|あわせて|人気|ランキング|最新|相关|推荐|热门|猜你|관련|인기|많이 본|추천|مواضيع|اقرأ|ذات صلة|الأكثر|קראו|עוד ב|ข่าวที่เกี่ยวข้อง"
)
_OF_PAGE = (
    r"(?:about|meet) the (?:author|writer)s?|about (?:us|me)$|(?:leave|post|write|add) (?:a|your) (?:comment|reply)|comments?\b|recent comments|\d+ (?:comments?|responses?|replies|thoughts?)|"
    r"(?:share|follow) (?:this|us|on)|share$|subscribe|sign up|newsletter|join (?:our|the)|stay (?:informed|connected|updated|in)|get (?:the|our) (?:latest|newsletter)|"
    r"tags?$|categories$|topics$|filed under|advertisement|sponsored|promoted|contact us|follow us|written by|author$|"
    r"kommentare?\b|schreibe? (?:einen|ein) kommentar|über (?:den|die) autor|schlagwörter|teilen|commentaires?|laisser un|partager|"
    r"comentarios|deja (?:un|una)|compart|commenti|reacties|kommentarer|komentarze|komentáře|diskuze|комментари|コメント|评论|댓글|تعليق|תגובות|ความคิดเห็น"
)
_LEADS_ELSEWHERE = regex(f"(?:{_ELSEWHERE})", re.IGNORECASE)
OTHER_MATTER = regex(f"(?:{_ELSEWHERE}|{_OF_PAGE})", re.IGNORECASE)


def _is_over_text(heading: Leaf, below: list[Leaf]) -> bool:
    """Whether a paragraph or a sentence stands right below ``heading``, and no link up to the next."""
    if not below or any(leaf.linked for leaf in below):
        return False
    beside = below[0].element.parent is heading.element.parent and (below[0].is_prose or has_sentence(below[0].text))
    return beside or below[0].element.tag in ("td", "th", "li")


def _sections(leaves: list[Leaf], heads: set[Element]) -> None:
    """What follows a heading that announces other matter goes with it, up to the next heading of its level."""
    past = sum(leaf.worth for leaf in leaves if leaf.worth > 0)
    seen = 0.0
    number = 0
    goes_on = _heads_within(leaves, heads)
    while number < len(leaves):
        leaf = leaves[number]
        seen += max(0.0, leaf.worth)
        number += 1
        level = _rank(leaf)
        said = leaf.text.strip(" :•·-–—")
        if not level or leaf.size >= 80 or leaf.element in goes_on or not OTHER_MATTER.match(said):
            continue
        end = number
        while end < len(leaves) and not 0 < _rank(leaves[end]) <= level:
            end += 1
        held = sum(max(0.0, other.worth) for other in leaves[number:end])
        if _LEADS_ELSEWHERE.match(said) and _is_over_text(leaf, leaves[number:end]):
            continue
        if held <= 0.15 * past and (seen >= 0.3 * past or held <= 0.03 * past):
            for other in leaves[number - 1 : end]:
                other.element.reason = other.element.reason or "related"
            number = end


def _rank(leaf: Leaf) -> int:
    """The level of a heading, 7 for a label that stands for one, 0 for anything else."""
    tag = leaf.element.tag
    if tag in HEADINGS:
        return int(tag[1])
    return 7 if leaf.size < 60 and not has_sentence(leaf.text) and _is_label(leaf.element) else 0


def _is_label(element: Element) -> bool:
    shown = [child for child in element.children if not (isinstance(child, str) and not child.strip())]
    return len(shown) == 1 and not isinstance(shown[0], str) and shown[0].tag in ("strong", "b", "span", "em")


_PROMPT = regex(
    r"\b(?:subscribe|sign up (?:for|to)|newsletters?|follow us|follow @|join our|download (?:our|the) app|whatsapp[- ]channel|telegram[- ](?:channel|group)|"
    r"click here to|support (?:our|independent) journalism|become a (?:member|subscriber)|already (?:a subscriber|have an account)|"
    r"abonnier\w*|jetzt anmelden|folgen sie uns|abonnez-vous|inscrivez-vous|suivez-nous|suscríb\w+|síguenos|sigue a|iscriviti|seguici|assine|inscreva-se|siga|"
    r"abonneer|schrijf je in|prenumerera|tilmeld|zapisz się|подпи(?:сывайтесь|шитесь)|bize katılın|takip edin)\b|"
    r"登録する|フォローする|メルマガ|会員限定|订阅|关注我们|구독|اشترك|تابعنا|הירשמו|עקבו אחרי",
    re.IGNORECASE,
)


def _prompts(leaves: list[Leaf]) -> None:
    """Short paragraphs that ask to subscribe, follow or pay, linked or at the end of the text."""
    last = next((number for number in range(len(leaves) - 1, 0, -1) if leaves[number].is_prose and not _asks(leaves[number])), 0)
    for number, leaf in enumerate(leaves):
        if (leaf.linked or number > last) and _asks(leaf):
            leaf.element.reason = "a prompt"


def _asks(leaf: Leaf) -> bool:
    return leaf.size < _LONGEST_PROMPT and bool(_PROMPT.search(leaf.text))


_LONGEST_PROMPT = 320
