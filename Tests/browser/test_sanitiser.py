"""Sanitised HTML in a real browser: nothing in it may run, load, submit or lead away by itself.

The file named by AMPARO_SANITISED_OUT has one JSON line per case, {"id", "html"}; the Swift tests of Markup write it.
"""

import json
import os

import pytest

OUTPUT = os.environ.get("AMPARO_SANITISED_OUT", "")
BATCH = 150
HOME = "http://sanitiser.test/"

# Everything through which markup could make itself heard reports the case it belongs to.
HOOKS = """
window.heard = [];
window.current = 'page';
window.tell = (what) => window.heard.push([window.current, String(what)]);
for (const name of ['alert', 'prompt', 'confirm', 'print', 'open', 'fetch'])
  window[name] = (...values) => tell(name + ' ' + values[0]);
for (const name of ['pushState', 'replaceState']) history[name] = () => tell(name);
Object.defineProperty(document, 'cookie', { get() { tell('cookie'); return ''; }, set() { tell('cookie'); } });
document.write = document.writeln = () => tell('document.write');
window.addEventListener('error', (event) => { if (!(event.target instanceof Element)) tell('script error ' + event.message); }, true);
window.addEventListener('securitypolicyviolation', (event) => tell('policy ' + event.violatedDirective + ' ' + event.blockedURI));
window.addEventListener('submit', (event) => { tell('submit'); event.preventDefault(); }, true);
"""

# Each case goes into the page the way a page would carry it: through the parser, in a block of its own.
TRY = """
(cases) => {
  const addresses = [];
  const dangerous = 'script,style,iframe,frame,object,embed,applet,base,meta,link,form,input,button,textarea,select,svg,math,template,noscript,audio,video,portal';
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a,area');
    if (link) addresses.push([window.current, link.protocol, link.target, link.rel]);
    event.preventDefault();
  }, true);
  for (const one of cases) {
    window.current = one.id;
    const block = document.createElement('div');
    document.body.append(block);
    const names = Object.getOwnPropertyNames(window).length;
    block.innerHTML = one.html;
    const elements = [...block.querySelectorAll('*')];
    for (const element of elements) {
      if (element.matches(dangerous)) tell('element ' + element.localName);
      if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') tell('namespace ' + element.namespaceURI);
      for (const attribute of element.attributes) {
        if (/^on|^id$|^name$|^srcdoc$|^formaction$|^action$|^autofocus$|^tabindex$|^accesskey$/i.test(attribute.name))
          tell('attribute ' + attribute.name);
        if (/^[\\s\\x00-\\x20]*(javascript|vbscript|data):/i.test(attribute.value) && !['alt', 'title', 'summary', 'abbr'].includes(attribute.name))
          tell('address ' + attribute.value);
      }
      const style = getComputedStyle(element);
      if (['fixed', 'absolute', 'sticky'].includes(style.position)) tell('position ' + style.position);
      if (style.backgroundImage !== 'none') tell('background ' + style.backgroundImage);
      for (const kind of ['mouseover', 'mouseenter', 'mousemove', 'mouseout', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu',
        'focus', 'focusin', 'blur', 'keydown', 'keyup', 'input', 'change', 'toggle', 'pointerover', 'pointerenter', 'wheel', 'copy', 'paste',
        'dragstart', 'drop', 'animationstart', 'animationend', 'transitionend', 'scroll', 'load', 'error'])
        element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
      if (element.focus) element.focus();
      if (element.click) element.click();
    }
    if (Object.getOwnPropertyNames(window).length !== names) tell('names of the window');
  }
  for (const [id, protocol, target, rel] of addresses)
    if (!['http:', 'https:', 'mailto:', 'tel:'].includes(protocol) || target !== '_blank' || !/noopener/.test(rel))
      window.heard.push([id, 'link ' + protocol + ' ' + target + ' ' + rel]);
  return addresses.length;
}
"""


@pytest.fixture(scope="module")
def cases():
    if not os.path.exists(OUTPUT):
        pytest.skip("AMPARO_SANITISED_OUT names no file; the Swift tests of Markup write it")
    with open(OUTPUT, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class Watched:
    """A page whose every way out is answered here and written down."""

    def __init__(self, browser, document):
        self.out = []
        self.page = browser.new_page()
        self.page.add_init_script(HOOKS)
        self.page.route("**/*", lambda route: self.answer(route, document))
        self.page.on("dialog", lambda dialog: (self.out.append(("dialog", dialog.message)), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.out.append(("popup", popup.url)))
        self.page.on("framenavigated", lambda frame: self.out.append(("navigated", frame.url)))
        self.page.on("download", lambda download: self.out.append(("download", download.url)))
        self.page.goto(HOME)
        self.out.clear()

    def answer(self, route, document):
        request = route.request
        if request.url == HOME and request.is_navigation_request() and not self.out:
            return route.fulfill(content_type="text/html; charset=utf-8", body=document)
        if request.resource_type == "image":
            return route.fulfill(status=404, body="")
        self.out.append((request.resource_type, request.url))
        return route.abort()

    def heard(self):
        self.page.wait_for_load_state()
        return self.page.evaluate("() => window.heard") + self.out

    def close(self):
        self.page.close()


def document(body=""):
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>{body}</body></html>"


def test_hooks_hear_an_attack(browser):
    """The check itself: an attack that was let through is heard."""
    watched = Watched(browser, document())
    watched.page.evaluate(TRY, [{"id": "attack", "html": "<img src=x onerror=alert(1)><a href='javascript:alert(2)'>x</a><p onclick=alert(3)>x"}])
    heard = watched.heard()
    watched.close()
    assert ["attack", "attribute onerror"] in heard
    assert ["attack", "alert 3"] in heard
    assert any(what.startswith("link javascript:") for _, what in heard)


def test_nothing_runs_or_leaves(browser, cases):
    """Put into a page by script, touched, focused and clicked, one after another."""
    heard = []
    for start in range(0, len(cases), BATCH):
        watched = Watched(browser, document())
        watched.page.evaluate(TRY, cases[start : start + BATCH])
        heard += watched.heard()
        watched.close()
    assert heard == []


def test_nothing_runs_while_a_page_is_parsed(browser, cases):
    """Parsed as part of a page from the network, where scripts would run at once; then the mouse goes over it."""
    heard = []
    for start in range(0, len(cases), BATCH):
        batch = cases[start : start + BATCH]
        body = "".join(f"<div data-case='{case['id']}'>{case['html']}</div>" for case in batch)
        watched = Watched(browser, document(body))
        for y in range(5, 700, 60):
            watched.page.mouse.move(40 + y % 50, y)
        heard += [(batch[0]["id"], what) for what in watched.heard()]
        blocks = watched.page.evaluate("[...document.body.children].map((block) => block.dataset.case)")
        if blocks != [case["id"] for case in batch]:
            heard.append((batch[0]["id"], "a case breaks out of its block"))
        watched.close()
    assert heard == []
