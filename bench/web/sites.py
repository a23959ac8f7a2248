"""What four kinds of sites put around the content of a page; `{title}` and `{content}` are filled in."""

from __future__ import annotations

from collections.abc import Mapping

SITES: Mapping[str, str] = {
    "SiteVision": """<!DOCTYPE html><html lang="sv" class="sv-no-js"><head><meta charset="utf-8">
<title>{title} - Tallvik</title></head><body class="sv-responsive">
<a class="sv-skip" href="#Innehall">Hoppa till innehåll</a>
<div class="sv-cookie" role="dialog"><p>Webbplatsen använder kakor för att mäta besök.</p>
<button>Godkänn alla</button><button>Bara nödvändiga</button></div>
<header><a href="/">Tallvik</a><form action="/sok"><label>Sökord <input></label><button>Sök</button></form>
<nav><ul><li><a href="/b">Barn och utbildning</a></li><li><a href="/t">Trafik och resor</a></li></ul></nav>
</header><nav aria-label="Brödsmulor"><ol><li><a href="/">Start</a></li><li>Näringsliv</li></ol></nav>
<main id="Innehall"><div class="sv-vertical sv-layout"><button class="lyssna">Lyssna</button>{content}
<div class="sv-archive"><h2>Läs också</h2><ul><li><a href="/8">Busnavet öppnade tidigare</a></li></ul></div>
<template><p>Utkast: flyttas till arkivet.</p></template>
<div class="sv-feedback"><h2>Hjälpte informationen dig?</h2><button>Ja</button><button>Nej</button></div>
</div></main><footer><h2>Kundcenter</h2><p>Torggatan 9, växel 0999-100 00</p>
<p><a href="/om">Om webbplatsen</a></p></footer><script>ladda("jquery")</script></body></html>""",
    "Optimizely": """<!doctype html><html lang="sv"><head><title>{title} | Västerdal</title></head>
<body class="article-page"><div class="cookie-bar"><p>Genom att surfa vidare godkänner du cookies.</p>
<button>Jag förstår</button></div><div class="site-header"><a href="/">Västerdal</a>
<ul class="mainmenu"><li><a href="/h">Hälsa och vård</a></li><li><a href="/k">Kollektivtrafik</a></li>
<li><a href="/r">Regional utveckling</a></li></ul></div><div class="breadcrumb"><a href="/">Hem</a> /
<a href="/r">Regional utveckling</a></div><div class="grid"><div class="grid__main">{content}</div>
<div class="grid__side"><ul><li><a href="/1">Lediga jobb</a></li><li><a href="/2">Pressrum</a></li></ul></div>
</div><footer class="site-footer"><p>Postadress: Box 7, Västerdal. Telefon 0998-10 00 00.</p>
<ul><li><a href="/p">Personuppgifter</a></li></ul></footer></body></html>""",
    "WordPress": """<!DOCTYPE html><html lang="sv-SE"><head><title>{title} – Näringslivsbolaget</title></head>
<body class="post-template-default"><header id="masthead"><p class="site-title"><a href="/">Näringslivsbolaget
</a></p><nav id="site-navigation"><ul><li><a href="/nyheter">Nyheter</a></li><li><a href="/kalender">Kalender
</a></li></ul></nav></header><div id="content"><div id="primary"><main><article class="post hentry">
<div class="entry-content">{content}</div><div class="sharedaddy"><h3>Dela detta:</h3>
<ul><li><a href="?share=1">Facebook</a></li></ul></div><nav class="post-navigation">
<a href="/f">Föregående inlägg</a>
<a href="/n">Nästa inlägg</a></nav></article><form id="commentform"><label>Din kommentar
<textarea></textarea></label><button>Skicka</button></form></main></div><aside id="secondary">
<h3>Senaste inläggen</h3><ul><li><a href="/a">Frukostmöte i juni</a></li></ul><h3>Arkiv</h3>
<ul><li><a href="/24">april 2022</a></li></ul></aside></div><footer id="colophon">
<p>Drivs med WordPress</p></footer></body></html>""",
    "hand-made": """<html><head><title>{title}</title><meta http-equiv="content-type"
content="text/html; charset=utf-8"></head><body bgcolor=white><table width=780><tr><td colspan=2>
<a href="index.html"><img src="vapen.gif" alt="Vapen"></a></td></tr><tr><td width=150 valign=top>
<a href="index.html">Startsidan</a><br><a href="namnder.html">Nämnder</a><br>
<a href="gastbok.html">Gästbok</a></td><td valign=top>{content}</td></tr></table></body></html>""",
}
