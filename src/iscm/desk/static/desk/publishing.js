// A form that is sent once: its button is put to rest while the server works, and a line says so.
for (const form of document.querySelectorAll("form[data-once]")) {
  const button = form.querySelector("button");
  const status = form.querySelector("[data-working]");
  form.addEventListener("submit", (sent) => {
    if (button.getAttribute("aria-disabled") === "true") {
      sent.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    status.textContent = status.dataset.working;
  });
  // Back from another page, the form can be sent again.
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    status.textContent = "";
  });
}
