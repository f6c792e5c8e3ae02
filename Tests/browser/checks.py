"""What must hold on every page. Each check gives a list of problems in words; an empty list is good."""

import json
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from axe import axe
from browsing import SMALLEST
from playwright.sync_api import CDPSession, Page

DEMO = Path(__file__).resolve().parents[2] / "Sources" / "CAssets" / "files" / "demo"

STRUCTURE = """() => {
  const problems = [];
  const shown = e => e.checkVisibility({ visibilityProperty: true });
  const one = (count, what) => { if (count !== 1) problems.push(`${count} ${what}, expected 1`); };
  one(document.querySelectorAll('h1').length, 'h1');
  one(document.querySelectorAll('main').length, 'main');
  if (!/^(nl|en)$/.test(document.documentElement.lang)) problems.push(`lang="${document.documentElement.lang}"`);
  if (document.title.trim().length < 4) problems.push(`title "${document.title}"`);
  const ids = new Map();
  for (const e of document.querySelectorAll('[id]')) ids.set(e.id, (ids.get(e.id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) problems.push(`id "${id}" occurs ${count} times`);
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    const named = e.labels?.length || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
    if (!named && shown(e)) problems.push(`no label: ${e.outerHTML.slice(0, 120)}`);
  }
  for (const name of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'])
    for (const e of document.querySelectorAll(`[${name}]`))
      for (const id of e.getAttribute(name).split(/\\s+/).filter(Boolean))
        if (!ids.has(id)) problems.push(`${name}="${id}" points nowhere: ${e.outerHTML.slice(0, 100)}`);
  for (const e of document.querySelectorAll('a[href^="#"]')) {
    const id = e.getAttribute('href').slice(1);
    if (id && !document.getElementById(id)) problems.push(`link to #${id} goes nowhere`);
  }
  for (const e of document.querySelectorAll('[style], [onclick], [onsubmit], [onchange]'))
    if (e.hasAttribute('onclick') || e.hasAttribute('onsubmit') || e.hasAttribute('onchange'))
      problems.push(`script in an attribute: ${e.outerHTML.slice(0, 100)}`);
  return problems;
}"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, problems = [];
  const scrolls = e => {
    for (let p = e; p && p !== document.body; p = p.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true;
    return false;
  };
  const over = document.documentElement.scrollWidth - width;
  const roots = [document.documentElement, document.body];
  const hidden = roots.some(e => /hidden|clip/.test(getComputedStyle(e).overflowX));
  if (over <= 0 && !hidden) return problems;
  const wide = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.right > width + 1 && e.checkVisibility() && !scrolls(e);
  });
  // Text can stick out of a box that itself fits.
  if (!wide.length) wide.push(...[...document.body.querySelectorAll('*')].filter(
    e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !scrolls(e)));
  const inner = wide.filter(e => !wide.some(other => other !== e && e.contains(other)));
  if (over > 0 || inner.length) problems.push(`${over} px too wide`);
  for (const e of inner.slice(0, 3)) problems.push(`sticks out: ${e.outerHTML.slice(0, 140)}`);
  return problems;
}"""

NAMED = {"link", "button", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "spinbutton", "switch", "slider",
         "Date", "DateTime", "InputTime", "DisclosureTriangle", "image"}


def structure(page: Page) -> list[str]:
    return page.evaluate(STRUCTURE)


def names(page: Page) -> list[str]:
    """Everything one can operate has a name in the accessibility tree of the browser."""
    session = protocol(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    nameless = [node for node in tree if not node["ignored"] and node["role"]["value"] in NAMED
                and not node.get("name", {}).get("value", "").strip()]
    return [f"no name for a screen reader: {markup(session, node)}" for node in nameless]


@cache
def protocol(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def markup(session: CDPSession, node: dict) -> str:
    """The element this node of the tree stands for."""
    return session.send("DOM.getOuterHTML", {"backendNodeId": node["backendDOMNodeId"]})["outerHTML"][:140]


def resize(page: Page, size: dict) -> None:
    if page.viewport_size != size:
        page.set_viewport_size(size)


def reflow(page: Page) -> list[str]:
    """No scrolling sideways in the smallest window."""
    before = page.viewport_size
    resize(page, SMALLEST)
    try:
        return [f"at {SMALLEST['width']} px: {problem}" for problem in page.evaluate(OVERFLOW)]
    finally:
        resize(page, before)


@contextmanager
def night(page: Page):
    """The page in its dark colours."""
    page.emulate_media(color_scheme="dark")
    try:
        yield
    finally:
        page.emulate_media(color_scheme="light")


def contrast_in_the_dark(page: Page, inside: dict[str, str] | None = None) -> list[str]:
    with night(page):
        return [f"dark: {problem}" for problem in axe(page, only=["color-contrast"], inside=inside)]


def everything(page: Page) -> list[str]:
    return structure(page) + names(page) + axe(page) + contrast_in_the_dark(page) + reflow(page)


# The kinds of things on parts of the page: element, classes, place in the tree and everything that says what it is and
# how it stands, whether it has words and whether these are its own, but not the words, addresses and sizes. What axe
# has to say follows from these, but for the size of what is touched. Each kind is a number made of its text (cyrb53, 53
# bits). The first element of each is kept for `MARK`.
KINDS = """parts => {
  const words = 'id|name|value|content|datetime|data-.*';
  const limits = 'min|max|step|minlength|maxlength|rows|cols|size|list|pattern|accept';
  const drawing = 'd|c?x|c?y|r|r?x|r?y|[xy][12]|d[xy]|width|height|points|transform|viewBox|stroke.*';
  const own = new RegExp(`^(${words}|${limits}|${drawing})$`);
  const given = /^(href|for|src|srcset|action|aria-.*by|aria-controls)$/;
  const filled = /^(aria-label|alt|title|placeholder)$/;
  const tell = a => a.name + (given.test(a.name) ? '' : '=' + (filled.test(a.name) ? (a.value ? 1 : 0) : a.value));
  const hash = text => {
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  const filling = e => {
    if ([...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) return 2;
    return e.textContent.trim() || e.value ? 1 : 0;
  };
  window.firstOfKind = parts.map(part => {
    const kinds = new Map();
    const walk = (e, above) => {
      const told = [...e.attributes].filter(a => !own.test(a.name)).map(tell);
      const here = hash(`${above}>${e.localName}[${told.join(' ')}]${filling(e)}`);
      if (!kinds.has(here)) kinds.set(here, e);
      for (const child of e.children) walk(child, here);
    };
    for (const e of document.querySelectorAll(part)) walk(e, '');
    return kinds;
  });
  return window.firstOfKind.map(kinds => [...kinds.keys()]);
}"""
# The first element of each of these kinds, as `KINDS` found it, gets a mark.
MARK = """unseen => unseen.forEach((kinds, part) =>
  kinds.forEach(kind => window.firstOfKind[part].get(kind).setAttribute('data-unseen', '')))"""
PARTS = ["body > :not(main)", "main"]

# How words look: their colour and size, and every layer behind them. What axe says of contrast follows from these.
# Gives those not in `known`; the first element of each gets a mark. What axe does not judge (what nobody sees now, what
# is disabled, a single letter) speaks for nothing else.
COLOURS = """known => {
  const seen = new Set(known), found = [], layers = new Map();
  const behind = e => {
    if (!e) return '';
    if (!layers.has(e)) {
      const style = getComputedStyle(e), own = [style.backgroundColor, style.backgroundImage, style.opacity].join();
      const above = behind(e.parentElement);
      layers.set(e, own === 'rgba(0, 0, 0, 0),none,1' ? above : `${above}<${own}`);
    }
    return layers.get(e);
  };
  document.querySelectorAll('[data-unlike]').forEach(e => e.removeAttribute('data-unlike'));
  for (const e of document.body.querySelectorAll('*')) {
    const words = [...e.childNodes].map(node => node.nodeType === Node.TEXT_NODE ? node.data.trim() : '').join('');
    if (words.length < 2 && !/^(input|select|textarea)$/.test(e.localName)) continue;
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.matches('option, :disabled') || e.closest('.visually-hidden, label:has(:disabled)')) continue;
    const style = getComputedStyle(e);
    const key = [style.color, style.fontSize, style.fontWeight, style.position, behind(e)].join();
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(key);
    e.setAttribute('data-unlike', '');
  }
  return found;
}"""

# Marks what is touched and perhaps too small for it, or new; whether anything here that is operated is new. Whether it is
# too small, what stands around it included, is for axe to say: that takes longer the more it looks at. (What is large and
# was judged before is not looked at again, also when another thing lies partly over it.)
OPERATED = """() => {
  for (const e of document.querySelectorAll('a, button, input, select, textarea, summary, [role], [tabindex]')) {
    const box = e.getBoundingClientRect();
    const small = e.hasAttribute('data-unseen') || box.width < 24 || box.height < 24;
    e.toggleAttribute('data-small', small);
  }
  const all = ':is(a, button, input, select, textarea, summary, img, svg, [role], [tabindex])[data-unseen]';
  return document.querySelector(all) !== null;
}"""


class Seen:
    """What axe has judged. A page of which every part is built like one seen before gets all checks but the slow ones,
    which would say the same. On another page contrast, which takes nearly all the time, is held against words that look
    otherwise than any before.
    `size` is the window in which axe looks, of somebody who does not mind in which one they are left; without it they get
    back their own."""

    def __init__(self, size: dict | None = None):
        self.size = size
        self.parts: set[tuple[str, frozenset]] = set()
        self.kinds: list[set[int]] = [set() for _ in PARTS]
        self.colours: dict[str, set[str]] = {"light": set(), "dark": set()}

    def everything(self, page: Page) -> list[str]:
        kinds = [set(found) for found in page.evaluate(KINDS, PARTS)]
        unseen = [sorted(here - known) for here, known in zip(kinds, self.kinds)]
        news = any(unseen)
        if news:
            page.evaluate(MARK, unseen)
        parts = {(part, frozenset(here)) for part, here in zip(PARTS, kinds)}
        known = parts <= self.parts
        self.parts |= parts
        for here, before in zip(kinds, self.kinds):
            before |= here
        before = page.viewport_size
        looks = [(SMALLEST, lambda: reflow(page))]
        if not known:
            looks.append((self.size or before, lambda: self.judged(page, news)))
        # Another size costs as much as another page: what can be done in this one goes first.
        looks.sort(key=lambda look: look[0] != before)
        found = structure(page)
        for size, look in looks:
            resize(page, size)
            found += look()
        if not self.size:
            resize(page, before)
        return found

    def judged(self, page: Page, news: bool) -> list[str]:
        """What axe and a screen reader have to say. Known elements in another order are only judged as a whole."""
        if news:
            self.unlike(page, "light")
        unlike = {"color-contrast": "[data-unlike]"}
        operated = page.evaluate(OPERATED)
        found = axe(page, inside=unlike | {
            "aria-allowed-attr": "[data-unseen]", "link-in-text-block": "a[href][data-unseen]",
            "target-size": "[data-small]"})
        if operated:
            found += names(page)
        if news:
            with night(page):
                differs = self.unlike(page, "dark")
            if differs:
                found += contrast_in_the_dark(page, unlike)
        return found

    def unlike(self, page: Page, scheme: str) -> bool:
        """Marks the words that look otherwise than any before; whether there are any."""
        found = page.evaluate(COLOURS, list(self.colours[scheme]))
        self.colours[scheme].update(found)
        return bool(found)


# Words that only Dutch has. What somebody typed (a title, a name) may be Dutch; it then says so with lang="nl".
DUTCH = re.compile(
    r"\b(de|het|een|van|voor|met|naar|niet|geen|je|jouw|jij|wij|zijn|wordt|zoeken|vacatures?|organisaties?|"
    r"weghalen|opslaan|versturen|annuleren|volgende|vorige|uur|dagen|weken)\b", re.I)


@cache
def proper_names() -> re.Pattern:
    """Names of the demo's organisations, places and people: those stay as they are in every language."""
    names: set[str] = set()

    def collect(value) -> None:
        if isinstance(value, dict):
            for key in ("name", "last"):
                if isinstance(value.get(key), str):
                    names.add(value[key])
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                collect(item)

    for name in ("gebied", "organisaties", "mensen"):
        collect(json.loads((DEMO / f"{name}.json").read_text()))
    longest_first = sorted((name for name in names if len(name) > 3), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) + r"|\bvan (?:de|den|der) [A-Z]\w+")


def left_in_dutch(page: Page) -> list[str]:
    """Words of the program itself that are still Dutch on an English page: not proper names, and not what somebody
    typed and the page quotes in a sentence."""
    texts = page.evaluate("""() => {
      const found = [];
      const own = 'nav, header, footer, label, legend, button, th, summary, h1, h2, .hint, .error, [role=status]';
      for (const e of document.querySelectorAll(own)) {
        if (e.closest('[lang=nl]') || !e.checkVisibility()) continue;
        const copy = e.cloneNode(true);
        copy.querySelectorAll('[lang=nl]').forEach(part => part.remove());
        const text = copy.textContent.replace(/\\s+/g, ' ').trim();
        if (text) found.push(text.slice(0, 160));
      }
      return [...new Set(found)];
    }""")
    own = [(text, proper_names().sub("", re.sub(r"“[^”]*”", "", text))) for text in texts]
    return [f"still Dutch: {text!r}" for text, words in own if DUTCH.search(words)]


def report(problems: list[str]) -> None:
    """Fails with a readable list instead of a stack of frames."""
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)
