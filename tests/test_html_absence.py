"""Pages without an article are named for what they are; short articles about the same things, and openings of long ones, are read."""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import pytest

from convert.errors import InputError
from convert.formats import Source
from convert.readers.html import explain, read
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
        ("<h1>Ada Ferro</h1><p>Ada Ferro writes on rivers.</p>" + "".join(f"<div class=item><a href='/s/{n}'>Ten ways to cook a leek properly, part {n}</a><time>2 March 2026</time></div>" for n in range(25)), "a list of links"),
    ],
)  # fmt: skip
def test_errors_consent_and_lists_are_named_for_what_they_are(body: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        of_page(body, title="The Quay")


def test_cookies_to_bake_need_no_consent() -> None:
    body = "<h1>Oat cookies</h1><p>These cookies keep for a week in a tin.</p><ul><li>3 cups of oats</li></ul><button>Print</button>"
    assert of_page(body, title="Oat cookies")[0].body


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
