/* <iscm-meetings src="…/embed/meetings.json" mechanism="gfmd" limit="5"> links that stay without scripts </iscm-meetings>
   Shows the next meetings from the register at `src`. Text is only ever set as text; styles are set without inline code,
   so that a strict Content-Security-Policy needs no more than script-src and connect-src for the register's address.
   Colours and type are the page's own; --iscm-paper, --iscm-ink, --iscm-soft, --iscm-accent, --iscm-rule, --iscm-font, --iscm-padding
   and ::part(…) change them; level="3" says where its heading stands among those of the page. */
(() => {
  "use strict";
  if (customElements.get("iscm-meetings")) return;

  const ASKED = ["mechanism", "theme", "initiative", "kind", "region", "country", "attendance", "status", "from", "to", "q", "limit"];
  const PATIENCE = 15000;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; container-type: inline-size; }
    :host([hidden]) { display: none; }
    section { background: var(--iscm-paper, transparent); color: var(--iscm-ink, inherit); padding: var(--iscm-padding, 0); font-family: var(--iscm-font, inherit); line-height: 1.45; font-variant-numeric: tabular-nums; text-align: start; text-indent: 0; text-transform: none; white-space: normal; letter-spacing: normal; word-spacing: normal; overflow-wrap: anywhere; }
    p, ol { margin: 0; padding: 0; }
    ol { list-style: none; margin-block-start: 0.5em; border-block-start: 2px solid var(--iscm-rule, color-mix(in srgb, currentcolor 30%, transparent)); }
    li { padding-block: 0.55em; border-block-end: 1px solid var(--iscm-rule, color-mix(in srgb, currentcolor 20%, transparent)); }
    a { color: var(--iscm-accent, inherit); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
    a:hover { text-decoration-thickness: 2px; }
    a:focus-visible { outline: 2px solid currentcolor; outline-offset: 2px; }
    .heading { font-size: 1.2em; font-weight: 700; line-height: 1.3; }
    .date { font-weight: 700; font-size: 0.9em; }
    .title a { display: inline-block; padding-block: 0.1em; }
    .about, .note, .links { font-size: 0.85em; color: var(--iscm-soft, inherit); }
    .mechanisms, .place, .status { unicode-bidi: isolate; }
    .mechanisms { font-weight: 700; }
    .status { display: inline-block; font-weight: 400; border: 1px solid currentcolor; border-radius: 2px; padding-inline: 0.4em; }
    .links { display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; margin-block-start: 0.6em; }
    .links a { padding-block: 0.2em; }
    @container (width >= 34em) {
      li { display: grid; grid-template-columns: 11em 1fr; column-gap: 1.2em; }
      .date { grid-row: 1 / span 2; padding-block-start: 0.15em; }
      .date .status { display: table; margin-block-start: 0.2em; }
      .title, .about { grid-column: 2; }
    }`);

  /** An element with a name for styles inside and outside, and with text or other elements in it. */
  const make = (tag, name, ...inside) => {
    const made = document.createElement(tag);
    if (name) {
      made.className = name;
      made.setAttribute("part", name);
    }
    made.append(...inside);
    return made;
  };

  const text = (value) => (typeof value === "string" ? value : "");

  /** A link; only its words where the address is not of the web. */
  const link = (name, words, address, lang) => {
    let made;
    try {
      const url = new URL(text(address));
      made = make(/^https?:$/.test(url.protocol) ? "a" : "span", name, text(words));
      if (made.localName === "a") made.href = url.href;
    } catch {
      made = make("span", name, text(words));
    }
    if (text(lang)) made.lang = lang;
    return made;
  };

  const meeting = (said) => {
    const time = make("time", "", text(said.date));
    if (text(said.day)) time.dateTime = said.day;
    const date = make("p", "date", time);
    if (text(said.status)) date.append(" ", make("span", "status", said.status));
    const item = make("li", "meeting", date, make("p", "title", link("link", said.title, said.url, said.lang)));
    const mechanisms = Array.isArray(said.mechanisms) ? said.mechanisms.map(text).join(", ") : "";
    const about = make("p", "about");
    if (mechanisms) about.append(make("span", "mechanisms", mechanisms));
    if (mechanisms && text(said.place)) about.append(" · ");
    if (text(said.place)) about.append(make("span", "place", said.place));
    if (about.hasChildNodes()) item.append(about);
    return item;
  };

  const list = (said, level) => {
    const heading = make("p", "heading", text(said.heading));
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", /^[1-6]$/.test(level) ? level : "2");
    const section = make("section", "list", heading);
    section.setAttribute("aria-label", text(said.name) || text(said.heading));
    section.lang = text(said.lang);
    section.dir = said.dir === "rtl" ? "rtl" : "ltr";
    if (text(said.note)) section.append(make("p", "note", said.note));
    if (said.meetings.length) section.append(make("ol", "meetings", ...said.meetings.map(meeting)));
    if (Array.isArray(said.links)) {
      const links = said.links.map(({ words, url }) => link("link", words, url));
      section.append(make("p", "links", ...links.flatMap((each) => [each, " "])));
    }
    return section;
  };

  customElements.define("iscm-meetings", class extends HTMLElement {
    static observedAttributes = ["src", "level", ...ASKED];
    #asking = null;
    #isWaiting = false;

    connectedCallback() {
      this.#plan();
    }

    disconnectedCallback() {
      this.#asking?.abort();
    }

    attributeChangedCallback(_name, before, after) {
      if (this.isConnected && before !== after) this.#plan();
    }

    /* Several attributes set in one go are one question. */
    #plan() {
      if (this.#isWaiting) return;
      this.#isWaiting = true;
      queueMicrotask(() => {
        this.#isWaiting = false;
        if (this.isConnected) this.#show();
      });
    }

    async #show() {
      this.#asking?.abort();
      const asking = (this.#asking = new AbortController());
      const late = setTimeout(() => asking.abort(), PATIENCE);
      try {
        const address = new URL(this.getAttribute("src") ?? "", document.baseURI);
        for (const name of ASKED) if (this.getAttribute(name)) address.searchParams.set(name, this.getAttribute(name));
        const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", signal: asking.signal });
        if (!answer.ok) throw new Error(`${answer.status} from ${address.origin}`);
        const made = list(await answer.json(), this.getAttribute("level"));
        const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        root.replaceChildren(made);
      } catch (error) {
        // What stood there before stays: the page's own links, or the last list.
        if (this.#asking === asking && this.isConnected) console.warn("iscm-meetings:", error.message);
      } finally {
        clearTimeout(late);
      }
    }
  });
})();
