"""Pages without an article are named for what they are; short articles about the same things, and openings of long ones, are read."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import pytest

from convert.errors import InputError
from convert.formats import Source
from convert.readers.html import explain, read
from convert.walk import plain_text
from tests.saved_page import of_page

DATED = '<meta property="article:published_time" content="2026-03-02T08:00:00Z">'
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The gate", "isAccessibleForFree": false}</script>'
LONG = "".join(
    f"<p>On day {day} the gate stayed shut, and the water behind it rose by the width of a hand, says the keeper.</p>" for day in range(6)
)
CUT = "the page has but the opening of the article: the rest is for subscribers"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Missing walker not found after night search", "The missing walker was not found on Tuesday. The search goes on at dawn."),
        ("The forbidden garden opens its gate", "Nobody has been inside since 1911. Now the gate is open on Sundays."),
        ("404: the art of the missing page", "Error 404 is the message that everyone knows. A designer collects the funniest."),
        (
            "We value your privacy: why banners annoy",
            "We value your privacy, the banners say, and ask to accept all cookies. Few believe them.",
        ),
        ("Just a moment", "He waited for two hours in the rain until the door opened. Inside there was soup."),
    ],
)
def test_an_article_that_states_its_day_is_no_error_for_what_its_headline_is_about(title: str, body: str) -> None:
    article, _ = of_page(f"<article><h1>{title}</h1><p>{body}</p></article>", DATED, title=title)
    assert article.title == title and article.body
    with pytest.raises(InputError):
        of_page(f"<article><h1>{title}</h1><p>{body}</p></article>", title=title)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<h1>Oops!</h1><h2>We can't find that page.</h2><p>The link you followed may be broken.</p>", "an error message"),
        ("<main><div class=err>404</div><p>This page has sailed away. Please check the address.</p></main>", "an error message"),
        ("<h1>451: Unavailable due to legal reasons</h1><p>Access cannot be granted at this time.</p>", "an error message"),
        ("<h1>Votre vie privée compte</h1><p>Avec votre accord, nous utilisons des cookies pour stocker des informations personnelles.</p><button>Accepter et fermer</button>", "consent"),
        ("<p>Noi e i nostri fornitori archiviamo informazioni, come i cookie, e trattiamo dati personali.</p><button>Accetta tutto</button>", "consent"),
        ("<h1>Ops! Pagina non disponibile</h1><p>La pagina che stai cercando è stata rimossa.</p>", "an error message"),
        ("<h1>Something went wrong</h1><p>An unexpected error occurred. Please try again later.</p>", "an error message"),
        ("<h1>Sorry, this page has moved or no longer exists</h1><p>Try the <a href=/>home page</a>.</p>", "an error message"),
        ("<h1>Log in</h1><p>Enter your mail address and we send you a link.</p><form><input type=email><button>Send</button></form>", "log in"),
        ("<h1>Anmelden</h1><p>Wir schicken Ihnen einen Link.</p><form><input type=text name=email><button>Weiter</button></form>", "log in"),
        ("<h1>Are you over 18?</h1><p>You must be of legal drinking age to enter this site.</p><button>Yes</button>", "consent"),
        ("<h1>Altersprüfung</h1><p>Bist du mindestens 18 Jahre alt? Bitte bestätige dein Alter.</p><a href=?y>Ja</a>", "consent"),
        ("<h1>Search results for: gate</h1><ul>" + "".join(f"<li><h3><a href=/s/{n}>The gate on day {n} of the flood</a></h3><p>… {LONG[3:140]} …</p></li>" for n in range(6)) + "</ul>", "a list of links"),
        ("<h1>Suchergebnisse für Tor</h1><p>Leider nichts gefunden.</p><form><input type=search></form>", "a list of links"),
        ("<h1>Ada Ferro</h1><p>Ada Ferro writes on rivers.</p>" + "".join(f"<div class=item><a href='/s/{n}'>Ten ways to cook a leek properly, part {n}</a><time>2 March 2026</time></div>" for n in range(25)), "a list of links"),
    ],
)  # fmt: skip
def test_errors_consent_and_lists_are_named_for_what_they_are(body: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        of_page(body, title="The Quay")


def test_cookies_to_bake_need_no_consent() -> None:
    body = "<h1>Oat cookies</h1><p>These cookies keep for a week in a tin.</p><ul><li>3 cups of oats</li></ul><button>Print</button>"
    assert of_page(body, title="Oat cookies")[0].body


NEWS = "<p>The search was called off on Monday evening, after three days in which four crews had looked for it.</p><p>“We have done what we could,” said Jo Lind.</p>"


@pytest.mark.parametrize("title", ["Missing boat not found after three days", "Access denied: a court keeps the beach closed"])
def test_what_somebody_says_in_a_report_speaks_to_no_reader(title: str) -> None:
    assert of_page(f"<article><h1>{title}</h1>{NEWS}</article>", title=title)[0].title == title


BOX = "<div class=x7f><h3>{}</h3><p>From a pound a week.</p><a href=/subscribe>OK</a></div>"
WALLS = (
    "Subscribe to continue reading", "Register for free to keep reading", "This post is for paid subscribers", "Jetzt weiterlesen mit dem Digitalabo",
    "La suite est réservée aux abonnés.", "Suscríbete para seguir leyendo", "Abbonati per continuare a leggere", "Assine para continuar lendo",
    "Log in om verder te lezen", "Logga in för att läsa vidare", "Подпишитесь, чтобы читать дальше", "この記事は会員限定です", "登录后继续阅读",
)  # fmt: skip


@pytest.mark.parametrize("said", WALLS)
def test_a_wall_is_known_by_what_it_says_in_any_box(said: str) -> None:
    for wall in (BOX.format(said), f"<p><b>{said}</b></p><p><a href=/subscribe>OK</a></p>"):
        article, notices = of_page(f"<article><h1>The gate</h1>{LONG}{wall}</article>", DATED, title="The gate")
        assert len(article.body) == 6
        assert [notice.message for notice in notices if notice.kind == "lost"] == [CUT]
        assert "html.prompt" in [notice.code for notice in notices]


def test_what_is_said_of_walls_in_a_text_is_text() -> None:
    said = "<p>Subscribe to continue reading, such walls say.</p>"
    article, notices = of_page(f"<article><h1>The wall</h1>{LONG}{said}{LONG.replace('day', 'night')}</article>", DATED, title="The wall")
    assert len(article.body) == 13
    assert not [notice for notice in notices if notice.kind == "lost"]


WALL = "<div class='article-paywall'><p>Keep reading with a subscription.</p><p>Subscribe for a pound a week.</p></div>"


@pytest.mark.parametrize(
    ("head", "end", "wall", "cut"),
    [
        (LD, "<p>The keeper had warned of it, and he now…</p>", "", True),
        ("", "<p>The keeper had warned of it, and he now…</p>", WALL, True),
        (LD, "<p>The keeper had warned of it.</p>", WALL, True),
        (LD, "<p>The keeper had warned of it.</p>", "", False),
        ("", "<p>The keeper had warned of it.</p>", WALL, False),
        ("", "<p>The keeper had warned of it, and he now…</p>", "", False),
        (LD, f"<div class=paywall>{LONG.replace('day', 'night')}</div>", "", False),
    ],
)
def test_of_an_article_for_subscribers_the_opening_is_kept_and_said_to_be_one(head: str, end: str, wall: str, *, cut: bool) -> None:
    body = f"<article><h1>The gate</h1>{LONG}{end}{wall}</article>"
    article, notices = of_page(body, head, title="The gate")
    assert len(article.body) >= 7 and "subscription" not in str(article)
    assert [notice.message for notice in notices if notice.kind == "lost"] == [CUT] * cut
    verdicts = explain(Source("gate", f"<title>The gate</title>{head}{body}".encode()))
    assert [verdict.reason for verdict in verdicts if verdict.role == "lost"] == [CUT] * cut
    assert list(read(Source("gate", f"<title>The gate</title>{head}{body}".encode()), lambda notice: None))


def test_a_reference_page_with_many_linked_names_is_an_article() -> None:
    told = "".join(
        f"<p>The frame holds one part, the {number}. of all, and draws a line round it, so that it is seen apart from the rest.</p>"
        for number in range(9)
    )
    names = "".join(f"<h6><a href=method.{n}.html>frame_method_number_{n}</a></h6><p>Gets what part {n} of it is.</p>" for n in range(20))
    body = f"<main><h4>Description</h4>{told}<h4>Methods</h4>{names}</main>"
    article, _ = of_page(body, title="The frame")
    assert "draws a line" in plain_text(*article.body)


CARDS = "".join(
    f"<div class=card><a href=/s/{n}><img src=/i/{n}.jpg></a><h3><a href=/s/{n}>The gate on day {n} of the great flood</a></h3><p>{said}</p></div>"
    for n, said in enumerate(
        ["Nobody slept that night.", "The keeper says that he warned of it.", "The water stood as high as the window, and rose."] * 4
    )
)


@pytest.mark.parametrize(
    "told",
    [
        f"<article><h1>Fog</h1>{told}</article>"
        for told in (
            "<p>It comes<br>and goes<br>and nobody knows</p>",
            "<p>The ferry runs again.</p>",
            "<blockquote>Fog is weather to touch.</blockquote>",
            "<figure><img src=fog.jpg width=1200><figcaption>The quay</figcaption></figure>",
            "<img src=fog.jpg width=1200 alt='The quay in the fog'>",
            "<iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe>",
        )
    ]
    + [
        "<h1>Fog</h1><div class=entry-content><p>The ferry runs again.</p></div>",
        "<div class=article-body><h1>Fog</h1><p>It comes and goes</p></div>",
    ],
)
def test_what_is_said_or_shown_beside_many_others_is_an_article(told: str) -> None:
    article, _ = of_page(f"<main>{told}<section><h2>More of it</h2>{CARDS}</section></main>", title="Fog - The Quay")
    assert article.title == "Fog"
    assert (article.lead or article.body) and "gate" not in str(article) and "keeper" not in str(article)


def test_one_story_of_a_page_of_them_is_no_article() -> None:
    stories = "".join(
        f"<article class=story><h2><a href=/s/{n}>The gate on day {n} of the great flood</a></h2><p>Nobody slept that night, the {n}.</p></article>"
        for n in range(9)
    )
    with pytest.raises(InputError, match="a list of links"):
        of_page(
            f"<main><article class=lead><h2><a href=/s/99>The gate gives way to the water at last</a></h2><p>It stood for a hundred years.</p></article>{stories}</main>"
        )


WAITED = "<p>We looked for the boat all night, and you could hear the horn from the quay, until the crew came home in the grey light.</p>"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Lost at sea – the search", WAITED * 8),
        ("Search: a history", WAITED * 8),
        ("Maintenance", WAITED * 8),
        ("Coming soon", WAITED * 8),
        ("Dorf geräumt", "<p>Tausende fliehen vor dem Wasser, sie verlassen ihre Häuser noch in der Nacht.</p>"),
        ("Crash on the quay", "<p>Two of our drivers are being taken to hospital, says the mayor.</p>"),
        ("Leaving", "<p>You are leaving the island, and the island does not mind.</p>"),
        ("Divers return", "<p>Nothing was found when divers searched the bay for our boat.</p><form><input type=email></form>"),
    ],
)
def test_words_of_such_pages_are_no_sign_where_they_tell_of_something_else(title: str, said: str) -> None:
    article, _ = of_page(f"<article><h1>{title}</h1>{said}</article><aside>{CARDS}</aside>", title=title)
    assert article.title == title and article.body
