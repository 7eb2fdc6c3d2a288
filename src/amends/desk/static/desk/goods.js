// Shows how far an import is without leaving the page; without JavaScript the page is loaded anew.
"use strict";

const far = document.getElementById("far");

async function look() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("far");
  if (!now || now.dataset.state !== far.dataset.state) { location.reload(); return; }
  if (now.innerHTML !== far.innerHTML) far.innerHTML = now.innerHTML;
  setTimeout(look, 1500);
}

if (far) setTimeout(look, 1000);
