// While somebody types, the page says what is understood; without scripts the button "Check" says the same.
const PATIENCE = 350;

for (const form of document.querySelectorAll("form[data-reads]")) {
  let waiting = 0;
  let asked = 0;

  const read = async () => {
    const mine = ++asked;
    const response = await fetch(form.dataset.reads, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (!response?.ok || mine !== asked) return;
    const told = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const place of form.querySelectorAll("[data-reading]")) {
      const words = told.querySelector(`[data-reading="${place.dataset.reading}"]`);
      const said = words ? words.innerHTML : "";
      if (place.innerHTML !== said) place.innerHTML = said;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, PATIENCE);
  });
}
