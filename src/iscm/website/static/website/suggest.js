// Says while somebody types how a date, a place and a mechanism are understood; without scripts a button does.
(() => {
  const form = document.querySelector("form[data-reading]");
  const fields = form ? ["date", "place", "mechanism"].map((name) => form.elements[name]).filter(Boolean) : [];
  let waiting = 0;
  let asked = 0;
  const show = (answer) => {
    for (const field of fields) {
      const line = document.getElementById(`${field.id}-reading`);
      const was = form.elements[`was-${field.name}`];
      const isSame = was && was.value.trim() === field.value.trim();
      line.textContent = (!isSame && answer[field.name]) || "";
    }
  };
  const ask = async () => {
    const mine = ++asked;
    const body = new URLSearchParams([...fields, form.elements.year].map((field) => [field.name, field.value]));
    try {
      const response = await fetch(form.dataset.reading, { method: "POST", body });
      if (response.ok && mine === asked) show(await response.json());
    } catch {
      // Reading along is a comfort; the form works without.
    }
  };
  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 350);
    });
  }
})();
