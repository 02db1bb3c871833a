"use strict";
// The search: lines without a match go, matches are marked; on the index, pages without one go.
// The switches count the lines of the page that is open.
const search = document.getElementById("search");
const found = document.getElementById("found");
const many = document.body.classList.contains("many");

function pattern() {
  const words = search.value.trim().replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  return words && new RegExp(words, "gi");
}

function keep(rows, matches) {
  let count = 0;
  for (const row of rows) {
    const hit = matches(row);
    row.classList.toggle("miss", !hit);
    count += hit;
  }
  return `${count} of ${rows.length}`;
}

function mark(root, wanted) {
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (wanted && walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(wanted)) {
      const range = new Range();
      range.setStart(walker.currentNode, match.index);
      range.setEnd(walker.currentNode, match.index + match[0].length);
      ranges.push(range);
    }
  }
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...ranges));
}

function count(page) {
  for (const input of document.querySelectorAll("aside input")) {
    const number = page.querySelectorAll(`.lines .${input.dataset.lines}`).length;
    const shown = input.parentElement.querySelector(".count");
    shown.textContent = number;
    shown.classList.toggle("none", !number);
  }
}

function look() {
  const wanted = pattern();
  const has = (element) => !wanted || element.textContent.search(wanted) >= 0;
  const page = many ? document.querySelector(".page:target") : document.querySelector(".page");
  const lines = page && `${keep(page.querySelectorAll(".lines tbody tr"), has)} lines`;
  const holds = (row) => has(document.getElementById(row.dataset.page));
  const pages = many && `${keep(document.querySelectorAll(".index tbody tr"), holds)} pages`;
  found.value = wanted ? lines || pages : "";
  if (page) count(page);
  mark(page || document.body, wanted);
  document.querySelector(".head .name").textContent = page ? page.querySelector("h1").textContent : document.title;
}

document.querySelector("search").hidden = false;
search.addEventListener("input", look);
window.addEventListener("hashchange", look);
window.addEventListener("load", look);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== search) {
    event.preventDefault();
    search.focus();
  }
});
if (window.matchMedia("(max-width: 62rem)").matches) document.querySelector("aside details").open = false;
