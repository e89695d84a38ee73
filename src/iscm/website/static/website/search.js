// The search of the site as plain files: finds in window.iscmSearch what the address asks for (?q=), without a server.
// Words are folded as by register/queries/analyser.py. Stems were put into the index; what is asked matches a word of it
// that it begins with, a short ending aside.
(() => {
  "use strict";
  const LONGEST = 200, MOST_ASKED = 12, MOST_SHOWN = 100, LONGEST_ENDING = 3, SHORTEST_STEM = 3;
  const IN_TITLE = 4, IN_BODY = 1;
  const VARIANTS = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": "", "ß": "ss", "ς": "σ" };
  const HAN = /[\u3400-\u9fff\uf900-\ufaff]+|[^\u3400-\u9fff\uf900-\ufaff]+/g;
  const ARABIC_ARTICLE = /^(?:[وفبك]?ال|لل)(?=[\p{L}\p{N}]{3})/u;

  const folded = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/[أإآٱىةؤئـßς]/g, (letter) => VARIANTS[letter])
      .normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");

  const pieces = (word) =>
    word.match(HAN).flatMap((run) => {
      if (!/^[\u3400-\u9fff\uf900-\ufaff]/.test(run)) return [run.replace(ARABIC_ARTICLE, "")];
      const letters = [...run];
      return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
    });

  const words = (text) => (folded(text.slice(0, LONGEST)).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(pieces).slice(0, MOST_ASKED);

  const fits = (known, asked, isLast) => fitsAs(known, asked, isLast) || (/[a-z]y$/.test(asked) && fitsAs(known, asked.slice(0, -1) + "i", isLast));

  const fitsAs = (known, asked, isLast) => {
    const bare = known.replace(ARABIC_ARTICLE, "");
    if (bare === asked || (bare.startsWith(asked) && (isLast || bare.length - asked.length <= LONGEST_ENDING && asked.length >= SHORTEST_STEM))) return true;
    return bare.length >= SHORTEST_STEM && asked.startsWith(bare) && asked.length - bare.length <= LONGEST_ENDING;
  };

  /** The weight of each entry that has a word. */
  const having = (index, asked, isLast) => {
    const weights = new Map();
    const add = (numbers, weight) => {
      for (const number of numbers) weights.set(number, Math.max(weight, weights.get(number) ?? 0));
    };
    index.words.forEach((known, at) => {
      if (!fits(known, asked, isLast)) return;
      const exact = known === asked ? 1 : 0;
      add(index.titles[at], IN_TITLE + exact);
      add(index.bodies[at], IN_BODY + exact);
    });
    return weights;
  };

  /** The numbers of the entries that have all the words, the best first. */
  const find = (index, asked) => {
    const found = asked.map((word, at) => having(index, word, at === asked.length - 1));
    if (!found.length) return [];
    const weight = (number) => found.reduce((sum, each) => sum + each.get(number), 0);
    const all = [...found[0].keys()].filter((number) => found.every((each) => each.has(number)));
    return all.map((number) => [weight(number), number]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, number]) => number);
  };

  const make = (tag, ...inside) => {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  };

  const item = ([, link, title, lang, about]) => {
    const anchor = make("a", title);
    anchor.href = link;
    if (lang) anchor.lang = lang;
    const made = make("li", anchor);
    if (about) {
      const note = make("span", about);
      note.className = "basis";
      made.append(" ", note);
    }
    return made;
  };

  const section = (name, entries) => {
    const heading = make("h2", name, " ", make("span", String(entries.length)));
    const list = make("ul", ...entries.slice(0, MOST_SHOWN).map(item));
    list.className = "materials";
    return make("section", heading, list);
  };

  const show = () => {
    const place = document.getElementById("results");
    const index = window.iscmSearch;
    const query = (new URLSearchParams(location.search).get("q") ?? "").trim().slice(0, LONGEST);
    for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
    if (!place || !index || !query) return;
    const found = find(index, words(query)).map((number) => index.entries[number]);
    const status = make("p", place.dataset.results + " " + found.length);
    status.className = "sentence";
    status.setAttribute("role", "status");
    const groups = [...place.querySelectorAll("[data-group]")].map((each) => [Number(each.dataset.group), each.textContent]);
    const sections = groups
      .map(([group, name]) => [name, found.filter((entry) => entry[0] === group)])
      .filter(([, entries]) => entries.length)
      .map(([name, entries]) => section(name, entries));
    const none = make("p", place.dataset.none);
    none.className = "empty";
    place.replaceChildren(status, ...(found.length ? sections : [none]));
    place.hidden = false;
  };

  show();
})();
