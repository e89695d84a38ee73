// What is typed is kept in this browser until it is saved, and stands there again after a crash.
const OURS = "iscm-desk:";
const UNKEPT = new Set(["csrfmiddlewaretoken"]);

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !UNKEPT.has(field.name) && field.type !== "submit");
const stateOf = (field) => (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value);

const keep = (key, form) => {
  const values = fieldsOf(form).map((field) => [field.name, stateOf(field)]);
  try {
    localStorage.setItem(key, JSON.stringify({ values }));
  } catch {
    // A browser that keeps nothing, or is full: the form works as without scripts.
  }
};

const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

// Choices that were added or left out since are no longer the same fields: then only those of equal names are filled.
const restore = (form, values) => {
  const waiting = [...values];
  for (const field of fieldsOf(form)) {
    const place = waiting.findIndex(([name]) => name === field.name);
    if (place < 0) continue;
    const [[, state]] = waiting.splice(place, 1);
    if (typeof state === "boolean") field.checked = state;
    else field.value = state;
  }
};

const differs = (form, values) => JSON.stringify(fieldsOf(form).map((field) => [field.name, stateOf(field)])) !== JSON.stringify(values);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const begins = `${OURS}${form.dataset.account}:`;
  const key = begins + form.dataset.keep;
  if (form.dataset.done) {
    localStorage.removeItem(begins + form.dataset.done);
    history.replaceState(null, "", location.pathname);
  }
  const fresh = fieldsOf(form).map((field) => [field.name, stateOf(field)]);
  const before = kept(key);
  const told = form.querySelector("[data-restored]");
  if ("returned" in form.dataset) keep(key, form);
  else if (before && differs(form, before.values)) {
    restore(form, before.values);
    told.hidden = false;
    form.dispatchEvent(new Event("input"));
  }
  told.querySelector("[data-forget]").addEventListener("click", () => {
    restore(form, fresh);
    told.hidden = true;
    form.dispatchEvent(new Event("input"));
    form.querySelector("input:not([type=hidden]), textarea:not([hidden])").focus();
    localStorage.removeItem(key);
  });
  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    keep(key, form);
    form.querySelector("[data-kept]").textContent = form.querySelector("[data-words-kept]").content.textContent;
  });
}
