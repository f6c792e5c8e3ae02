"""Going through a page with the keyboard alone."""

from playwright.sync_api import Page

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.labels?.[0];
  const ring = node => {
    const s = node && getComputedStyle(node);
    return s && ((s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
  };
  // A link in a drawing has no box: its shape is drawn differently from that of the other links.
  const drawn = link => {
    const s = getComputedStyle(link.querySelector('path, rect, circle, polygon') ?? link);
    return [s.stroke, s.strokeWidth].join();
  };
  const others = e.ownerSVGElement ? [...e.ownerSVGElement.querySelectorAll('a')].filter(other => other !== e) : [];
  const outlined = others.length > 0 && others.every(other => drawn(other) !== drawn(e));
  window.__walk ??= new Set();
  // A date has a stop for the day, the month, the year and the calendar.
  const parts = ['date', 'time', 'datetime-local', 'month', 'week'];
  const again = window.__walk.has(e) && !(e === window.__last && parts.includes(e.type));
  window.__last = e;
  window.__walk.add(e);
  return {
    again, tag: e.tagName.toLowerCase(), type: e.type ?? '', name: e.name ?? '',
    autocomplete: e.getAttribute('autocomplete') ?? '', href: e.getAttribute('href') ?? '',
    text: (e.innerText || e.getAttribute('aria-label') || label?.innerText || e.value || '').trim().slice(0, 80),
    visible: box.width > 1 && box.height > 1 && style.visibility !== 'hidden',
    ring: Boolean(ring(e) || ring(label) || outlined),
    html: e.outerHTML.slice(0, 120),
  };
}"""

MISSED = """() => {
  const groups = new Set(), walked = [...window.__walk];
  const operable = 'a[href], button, input, select, textarea, summary, [tabindex]';
  return [...document.querySelectorAll(operable)].filter(e => {
    const shown = e.checkVisibility({ visibilityProperty: true });
    if (e.tabIndex < 0 || e.disabled || e.type === 'hidden' || !shown) return false;
    if (e.tagName === 'SUMMARY' && e.parentElement?.tagName !== 'DETAILS') return false;
    if (e.type === 'radio') {
      // One stop for a whole group.
      if (groups.has(e.name)) return false;
      groups.add(e.name);
      return !walked.some(other => other.type === 'radio' && other.name === e.name);
    }
    return !window.__walk.has(e);
  }).map(e => e.outerHTML.slice(0, 120));
}"""


def focused(page: Page) -> dict | None:
    """What has the keyboard, or nothing."""
    return page.evaluate(FOCUS)


def keyboard_walk(page: Page, limit: int = 300) -> list[str]:
    """Tab through the whole page: everything is reached once, visibly, and one comes out at the end."""
    page.evaluate("() => { window.__walk = new Set(); document.activeElement?.blur(); window.scrollTo(0, 0); }")
    problems, reached = [], 0
    for _ in range(limit):
        page.keyboard.press("Tab")
        here = focused(page)
        if here is None or here["again"]:
            break
        reached += 1
        if not here["visible"]:
            problems.append(f"keyboard is on something unseen: {here['html']}")
        if not here["ring"]:
            problems.append(f"no visible focus: {here['html']}")
    else:
        problems.append(f"more than {limit} stops, or a trap")
    missed = page.evaluate(MISSED)
    problems += [f"keyboard does not reach: {markup}" for markup in missed[:5]]
    if reached < 3:
        problems.append(f"keyboard reaches only {reached} things")
    return problems
