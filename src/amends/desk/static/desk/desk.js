// Keys for lists and a hand that holds what was typed; every page works without it.
"use strict";

const rows = [...document.querySelectorAll("[data-keys] tbody tr")];
let at = -1;

function go(to) {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.min(Math.max(to, 0), rows.length - 1);
  rows[at].classList.add("at");
  rows[at].querySelector("a")?.focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  x: () => rows[at]?.querySelector("input[type=checkbox]")?.click(),
  "/": () => (document.getElementById("words") || document.getElementById("seek"))?.focus(),
  "?": () => document.querySelector(".keys")?.scrollIntoView({ block: "center" }),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Escape, and a press elsewhere, fold the menu.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll(".drop[open]").forEach((one) => { one.open = false; });
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(".drop[open]").forEach((one) => { if (!one.contains(event.target)) one.open = false; });
});

// A form that was changed is not left by accident.
document.querySelectorAll("form[data-keep]").forEach((form) => {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
});

// The point that was just added is where one goes on writing.
document.querySelector("[data-fresh] textarea")?.focus();
