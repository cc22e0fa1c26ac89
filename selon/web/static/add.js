"use strict";
// Follows a job: each event has the page's own section fetched anew, so that the server alone writes what people read.
const section = document.getElementById("job");
if (section && section.dataset.events) {
  const source = new EventSource(section.dataset.events);
  let busy = false, again = false;
  const show = async () => {
    if (busy) { again = true; return; }
    busy = true;
    do {
      again = false;
      const answer = await fetch(location.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job");
      if (fresh) { section.replaceChildren(...fresh.childNodes); }
    } while (again);
    busy = false;
  };
  source.addEventListener("change", show);
  source.addEventListener("over", () => { source.close(); show(); });
}
