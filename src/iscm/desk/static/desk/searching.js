// While a search is under way, what is told of it is fetched again; once it is over, the page with its plan is shown.
const told = document.querySelector("#search[data-waiting]");
const EVERY = 2000;

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = answer.ok && page.querySelector("#search");
    if (now && !("waiting" in now.dataset)) {
      location.reload();
      return;
    }
    if (now && now.innerHTML !== told.innerHTML) told.replaceChildren(...now.childNodes);
  } catch {
    // Without a connection it is asked again.
  }
  setTimeout(look, EVERY);
}

if (told) setTimeout(look, EVERY);
