// While somebody types, the page says what is understood; without scripts the button "Check" says the same.
const PATIENCE = 350;

for (const form of document.querySelectorAll("form[data-reads]")) {
  let waiting = 0;
  let asked = 0;
  const told = new Map(); // what each place said last: what a reader unfolded in it stays so

  const read = async () => {
    const mine = ++asked;
    const response = await fetch(form.dataset.reads, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (!response?.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const place of form.querySelectorAll("[data-reading]")) {
      const words = page.querySelector(`[data-reading="${place.dataset.reading}"]`);
      const said = words ? words.innerHTML : "";
      if ((told.get(place) ?? place.innerHTML) !== said) place.innerHTML = said;
      told.set(place, said);
    }
  };

  const readSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(read, PATIENCE);
  };

  form.addEventListener("input", readSoon);
  // On a slow line somebody types before this script is there, and a browser that goes back restores what was typed.
  if ([...form.elements].some(field => "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue)) readSoon();
}
