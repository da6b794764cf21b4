// Enhancements only: everything works without them.
"use strict";

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/service-worker.js").catch(() => {});
}

const announce = (words) => {
  const place = document.getElementById("announcer");
  if (place) place.textContent = words;
};

// The error summary takes the focus when a page or a swapped part brings one.
const focusSummary = (root) => {
  const summary = root.querySelector("#error-summary");
  if (summary) summary.focus();
  return Boolean(summary);
};

const fill = (id, value) => {
  const field = document.getElementById(id);
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
};

document.addEventListener("DOMContentLoaded", () => focusSummary(document));

document.addEventListener("click", (event) => {
  const choice = event.target.closest("button[data-fills]");
  if (choice) fill(choice.dataset.fills, choice.dataset.value);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  const found = part.querySelector("[data-fill]");
  if (found) fill(found.dataset.fill, found.dataset.value);
  if (focusSummary(part)) return;
  const told = part.querySelector("[data-announce]");
  if (told) announce(told.dataset.announce || told.textContent);
});
