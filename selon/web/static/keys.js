// Keys for whoever reads all day. Without this script every page works as it stands.
"use strict";
const steps = "main .note, .claims tbody, .hits > li, .contacts tbody tr, .list > li, .stories > li";
const dialog = document.getElementById("keys");
const opener = document.getElementById("keys-open");
let reached = -1;

function step(by) {
  const places = [...document.querySelectorAll(steps)].filter((place) => place.offsetParent !== null);
  if (!places.length) return;
  reached = Math.min(Math.max(reached + by, 0), places.length - 1);
  places[reached].tabIndex = -1;
  places[reached].focus({ preventScroll: true });
  places[reached].scrollIntoView({ block: "center" });
}

const actions = {
  "/": () => document.getElementById("q").select(),
  "?": () => dialog.showModal(),
  j: () => step(1),
  k: () => step(-1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const action = actions[event.key];
  if (!action || typing || dialog.open || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  action();
});

opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
