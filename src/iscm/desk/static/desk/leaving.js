// Who signs out leaves nothing of what was typed behind in this browser.
document.querySelector("nav.own form")?.addEventListener("submit", () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith("iscm-desk:")) localStorage.removeItem(key);
});
