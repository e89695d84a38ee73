// A passkey that was refused or taken away is told on the page; allauth's script only tells the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const told of document.querySelectorAll("[data-passkey-trouble]")) told.hidden = false;
});
