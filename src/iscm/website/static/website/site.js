// Small comforts; everything works without them.
(() => {
  const open = () => document.querySelectorAll("details.facet[open], details.receipt[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const each of open()) {
      each.open = false;
      if (each.contains(document.activeElement)) each.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const each of open()) if (!each.contains(event.target)) each.open = false;
  });
})();
