// Keys for the rows of a proposal. Every one presses a button or opens a form that is on the page; they can be turned off.
const rows = [...document.querySelectorAll("article.row")];
const box = document.querySelector("#keys");
const STORE = "iscm-inbox-keys";

if (box) {
  box.checked = localStorage.getItem(STORE) !== "off";
  box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
}

function current() {
  return document.activeElement?.closest?.("article.row") ?? null;
}

function go(step) {
  const at = rows.indexOf(current());
  const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[next]?.focus();
}

// What is asked is answered at once; what was judged already is opened first, so that nothing is parted unseen.
function press(key) {
  const asked = current()?.querySelector(`.question.open [data-key="${key}"]`);
  if (asked) {
    asked.click();
    return;
  }
  const judged = current()?.querySelector(`.question details [data-key="${key}"]`);
  if (judged) {
    judged.closest("details").open = true;
    judged.focus();
  }
}

function accept() {
  document.querySelector('[data-key="accept-all"]')?.focus();
}

function refuse() {
  const form = current()?.querySelector("details.refusing");
  if (form) {
    form.open = true;
    form.querySelector("input[name=reason]").focus();
  }
}

const ACTS = {
  j: () => go(1),
  k: () => go(-1),
  s: () => press("s"),
  d: () => press("d"),
  u: () => press("u"),
  a: accept,
  r: refuse,
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (!box?.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey || !(event.key in ACTS)) return;
  event.preventDefault();
  ACTS[event.key]();
});

const landed = location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
(landed || document.querySelector("[role=alert]")?.closest("article.row"))?.focus?.();
