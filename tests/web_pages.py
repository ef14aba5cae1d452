"""Saved pages as the web makes them: each of the ways that break EPUBs, Word files and PDFs made by pasting markup.

A page is an article of some paragraphs with one such piece of markup in the middle. Words like ``qzboldzq`` are the
article's own and have to arrive; ``NEVER`` stands only where nothing of a page may be shown.
"""

# ruff: noqa: E501 - markup is as long as it is

from __future__ import annotations

import re

PROSE = (
    "The harbour was built by hand in the winter of 1911, when the fishing had failed and there was nothing else to do on the island.",
    "Every stone in it was carried down from the hill in baskets, and the women carried as many of them as the men did, or more.",
    "It has been mended four times since, each time after a storm, and each time by people who were born within sight of it.",
    "Nobody ever drew a plan, and the engineer who came from the mainland to look at it in 1954 said that it could not stand.",
)
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

SNIPPETS = {
    "attributes of HTML 4": """<center><font color="#cc0000" size="+2" face="Comic Sans MS">qzcentrezq</font></center>
<p align="justify" bgcolor="yellow" nowrap><big>qzbigzq</big> <tt>qzttzq</tt> <strike>qzstrikezq</strike> <acronym title="x">qzacrozq</acronym></p>
<table border=1 cellpadding=3 cellspacing=0 width="100%" bgcolor=silver><tr valign=top><td width=50% nowrap>qzcellzq<td>qzcelltwozq</table>
<ul compact type=square><li value=3>qzitemzq</ul><hr noshade size=1 width="50%">""",
    "a picture that is not there": """<figure><img src="nowhere/harbour.jpg" alt="A harbour"><figcaption>qzcaptionzq by the sea</figcaption></figure>
<figure><img src="nowhere/quay.jpg" alt="qzaltzq"></figure><p>qzinlinezq <img src="" alt=""> <img> <img src="nowhere/boat.gif" alt="qzboatzq"> after</p>""",
    "pictures of another site": """<figure><img src="https://pictures.example.org/a.jpg?w=1&amp;h=2" alt="A harbour"><figcaption>qzcaptionzq of it</figcaption></figure>
<p>qzbeforezq <img src="//pictures.example.org/b.png" alt="qzalttwozq" onerror="NEVER()"> qzafterzq</p>""",
    "scripts": """<script>document.write("<p>NEVER</p>"); if (a < b && c) {}</script><p onclick="NEVER()">qzclickzq</p>
<script type="application/ld+json">{"@type": "Thing", "name": "NEVER"}</script><script src="https://example.org/NEVER.js"></script>
<p>qzbeforezq<script>NEVER</script>qzafterzq</p><a href="javascript:NEVER()">qzlinkzq</a>""",
    "a drawing in the page": """<p>qzbeforezq <svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"><defs><clipPath id="c"/></defs>
<path fill="#f00" d="M0 0h20v20z"/><image xlink:href="file:///etc/hostname" width="9" height="9"/></svg> qzafterzq</p>
<svg role="img"><title>NEVER</title><use href="#c"/><script>NEVER()</script></svg>""",
    "MathML": """<p>qzbeforezq <math><mi>x</mi><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math> qzafterzq</p>
<math display="block" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><msup><mi>e</mi><mn>2</mn></msup><annotation encoding="application/x-tex">e^2</annotation></semantics></math>
<math><ms>unclosed<mrow></math>""",
    "the same id twice": """<h2 id="part">qzfirstzq part</h2><p id="part">qzsecondzq <a href="#part">qzlinkzq</a></p>
<p id="part">qzthirdzq <a id="part" name="part">qzanchorzq</a></p>""",
    "ids that are none": """<h2 id="">qzemptyzq heading</h2><p id="two words">qztwozq</p><p id="1:2/3">qzdigitzq</p><p id="#&quot;&lt;">qzsignszq</p>
<p id>qzbarezq</p><p><a href="#two words">qzlinkzq</a> <a href="#">qztopzq</a> <a name="">qznamezq</a></p>""",
    "attributes that are none": """<p @click="NEVER()" :class="{a: b}" v-if="x > 1" 3="4" "="" ==>qzclickzq</p>
<div data-a='{"b": "c"}' *ngIf="x" [hidden]="no" (click)="NEVER()" #ref {{x}}><p <b>qzboldzq</p></div><p class="a"class="b"style=>qzlastzq</p>""",
    "names of other vocabularies": """<p class=MsoNormal><span lang=EN-GB style='mso-fareast-language:EN-US'>qzwordzq<o:p></o:p></span></p>
<o:p>&nbsp;</o:p><my-widget foo><p>qzwidgetzq</p></my-widget><st1:place w:st="on">qzplacezq</st1:place> <fb:like></fb:like>
<![if !supportLists]><p>qzlistzq</p><![endif]><!--[if gte mso 9]><xml><w:View>NEVER</w:View></xml><![endif]--><?xml:namespace prefix="o" /?>""",
    "parts out of place": """<li>qzitemzq alone</li><dt>qztermzq</dt><dd>qzmeaningzq</dd><td>qzcellzq</td><tr><td>qzrowzq</td></tr><caption>qzcapzq</caption>
<ul>qzinulzq<p>qzparzq</p><ul><li>qznestedzq</li></ul></ul><dl><dd>qzddzq</dd><p>qzdlzq</p></dl><table>qzfosterzq<tr><p>qztablezq</p><td>qztdzq</table>
<figcaption>qzfigcapzq</figcaption><option>x</option><legend>qzlegendzq</legend><summary>qzsummaryzq</summary>""",
    "frames": """<iframe src="https://video.example.org/embed/1" title="A film of the harbour" allowfullscreen></iframe><iframe src="file:///etc/passwd">NEVER</iframe>
<iframe srcdoc="<p>NEVER</p>"></iframe><object data="film.swf" type="application/x-shockwave-flash"><param name="a" value="b"></object>
<embed src="film.swf"><p>qzafterzq</p>""",
    "films and sounds": """<video controls poster="still.jpg" src="film.mp4"><source src="film.webm" type="video/webm"><track kind="captions" src="NEVER.vtt"><p>Your browser is old.</p></video>
<p>qzbeforezq</p><audio src="https://example.org/a.mp3" autoplay loop></audio><p>qzafterzq</p>""",
    "sources by width": """<figure><img srcset="a.jpg 1x, b.jpg 2x, ,, c.jpg 99999999999w" sizes="(max-width: 1em) calc(1px" data-src="d.jpg" loading=lazy alt="A harbour">
<figcaption>qzcaptionzq once</figcaption></figure><p><img srcset="," src="%%%" alt="qzalttwozq"> qzafterzq</p>""",
    "addresses that are none": """<p><a href="//[x">qzonezq</a> <a href="http://[::1">qztwozq</a> <a href="http://a b/c d?e=f g">qzthreezq</a> <a href="http://">qzfourzq</a>
<a href="http:///x">qzfivezq</a> <a href="https://exa mple.org:port/">qzsixzq</a> <a href="mailto:">qzsevenzq</a> <a href="http://example.org/%zz?%">qzeightzq</a>
<a href="\x01javascript:NEVER()">qzninezq</a> <a href="ht\ntp://example.org/">qztenzq</a> <a href="file:///etc/passwd">qzelevenzq</a>
<a href="data:text/html,NEVER">qztwelvezq</a> <a href="http://xn--a.example/\U0001f600">qzthirteenzq</a></p>""",
    "wrong nesting": """<p>qzonezq <div>qztwozq</div> qzthreezq</p><b><p>qzfourzq <i>qzfivezq</b> qzsixzq</i></p><a href="https://example.org/a">qzsevenzq <a href="https://example.org/b">qzeightzq</a></a>
<p><a href="https://example.org/c"><div><h3>qzninezq heading</h3><p>qztenzq</p></div></a></p><h2>qzelevenzq<p>qztwelvezq</h2><em><ul><li>qzthirteenzq</em></ul>
<span><table><tr><td><blockquote>qzfourteenzq</td></span></blockquote></table><pre>qzfifteenzq<p>qzsixteenzq</pre>""",
    "styles": """<style>p { display: none } @import url("http://127.0.0.1/NEVER.css"); body { background: url(file:///etc/passwd) }</style>
<p style="background: url('https://example.org/NEVER.png'); font: 9999px 'x'; behavior: url(#default)">qzstyledzq</p>
<p style='width:expression(NEVER())'>qzexprzq</p><link rel="stylesheet" href="http://127.0.0.1/NEVER.css"><div style="position:fixed;z-index:9;color:&quot;"><p>qzfixedzq</p></div>""",
    "links that lead nowhere": """<p><a href="other.html">qzonezq</a> <a href="../up/../../etc/passwd">qztwozq</a> <a href="#nowhere">qzthreezq</a> <a href="?page=2">qzfourzq</a>
<a href="/">qzfivezq</a> <a href="">qzsixzq</a> <a>qzsevenzq</a> <a href="C:\\Users\\a.doc">qzeightzq</a> <a href=" https://example.org/a b ">qzninezq</a></p>
<link rel=attachment href=file:///etc/passwd><a rel=attachment href="file:///etc/passwd">qztenzq</a>""",
    "forms": """<form action="https://example.org/NEVER" method=post><input type=hidden name=t value=NEVER><input type=text value="NEVER">
<select><option>NEVER</option></select><textarea>NEVER</textarea><button onclick=NEVER()>NEVER</button></form><p>qzafterzq</p>""",
    "pictures to choose from": f"""<picture><source srcset="a.avif" type="image/avif"><source srcset="b.webp 2x" media="(min-width: 1px)"><img src="{DOT}" alt="qzaltzq"></picture>
<figure><picture><source srcset="c.webp"><img src="{DOT}" width="99999999" height="-1"></picture><figcaption>qzcaptionzq below</figcaption></figure>
<p>qzbeforezq<picture><img></picture>qzafterzq</p>""",
    "namespaces and languages": """<p xmlns="http://example.org/x" xmlns:a="b" a:c="d" xml:lang="">qznamespacezq</p><p lang="english">qzlangzq</p><p lang="en_US.UTF-8" xml:lang="!!">qzlocalezq</p>
<p lang="x">qzprivatezq</p><p lang="ar-" dir="sideways">qzdirzq</p><div lang="zh-Hans-CN-x-verylongprivateuse-subtags-that-are-too-long"><p>qzlongzq</p></div><p dir=auto>qzautozq</p>""",
    "characters that are none": """<p>qzonezq &#0; &#55357; &#xFFFF; &#x110000; &#99999999999; &nosuch; &amp &lt &copy2026 &#x; &#; &AMP; AT&T qztwozq</p>
<p>qzthree\x00zq \x01\x0b\x0c\x1b\x7f \x85 \ufffe \ufeff \u202eqzfourzq ]]&gt; <!-- a -- b ---><![CDATA[x]]> qzfivezq</p>""",
}


def page(snippet: str, title: str = "The harbour that could not stand") -> bytes:
    """``snippet`` in the middle of an article."""
    before, after = (f"<p>{first}</p>\n<p>{second}</p>" for first, second in (PROSE[:2], PROSE[2:]))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>{title}</title></head><body>
<article><h1>{title}</h1>\n{before}\n{snippet}\n{after}</article></body></html>""".encode("utf-8", "surrogatepass")


def own_words(snippet: str) -> list[str]:
    """The words of ``snippet`` that an article keeps."""
    return re.findall(r"qz[a-z]+zq", snippet)
