// Small helps where there is JavaScript; every page works without it.
"use strict";

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-copy], [data-print]");
  if (!act) return;
  if ("print" in act.dataset) window.print();
  else navigator.clipboard.writeText(act.dataset.copy).then(() => { act.textContent = act.dataset.copied; });
});

// A form that is on its way is not sent a second time by an impatient thumb.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (button?.dataset.waiting) {
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.waiting;
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// Acts that only JavaScript can do are shown only where it runs.
document.querySelectorAll("[data-needs-script]").forEach((one) => { one.hidden = false; });

// A summary of faults takes the focus, so that a screen reader begins there.
document.querySelector("[data-focus]")?.focus();
