// Comfort only: every page reads and works without this script.
"use strict";

(() => {
  // On a narrow screen, what was asked for comes before the filters.
  if (matchMedia("(max-width: 62rem)").matches) {
    for (const filters of document.querySelectorAll(".filters")) filters.open = false;
  }

  const reader = document.getElementById("reader");
  if (!reader) return;

  // A statement's number leads to its marked words and to its card in the margin.
  const cards = [...reader.querySelectorAll("[data-card]")];
  const words = new Map();
  for (const part of reader.querySelectorAll("[data-s]")) {
    for (const number of part.dataset.s.split(" ")) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(part);
    }
  }
  let current = -1;

  const light = (number, on) => {
    for (const part of words.get(number) ?? []) part.classList.toggle("lit", on);
    reader.querySelector(`[data-card="${number}"]`)?.classList.toggle("lit", on);
  };

  // Goes to a statement; the focus goes to its card, or to where an address leads.
  const show = (at, target) => {
    if (cards[current]) light(cards[current].dataset.card, false);
    current = at;
    const card = cards[current];
    if (!card) return;
    light(card.dataset.card, true);
    const first = words.get(card.dataset.card)?.[0] ?? card;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    (target ?? card.querySelector(".permalink"))?.focus({ preventScroll: true });
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") show(Math.min(current + 1, cards.length - 1));
    else if (event.key === "k") show(Math.max(current - 1, 0));
    else if (event.key === "Escape") { show(-1); document.activeElement?.blur(); }
    else return;
    event.preventDefault();
  });

  for (const card of cards) {
    const number = card.dataset.card;
    card.addEventListener("mouseenter", () => light(number, true));
    card.addEventListener("mouseleave", () => light(number, cards[current] === card));
    card.addEventListener("focusin", () => light(number, true));
    card.addEventListener("focusout", () => light(number, cards[current] === card));
  }
  for (const part of reader.querySelectorAll("[data-s]")) {
    // The innermost statement is the last one that begins.
    part.addEventListener("click", () => show(cards.findIndex((card) => card.dataset.card === part.dataset.s.split(" ").pop())));
  }

  // An address with a statement's anchor lights that statement.
  const anchored = () => {
    const anchor = location.hash && document.getElementById(location.hash.slice(1));
    const next = anchor?.nextElementSibling?.closest("[data-s]") ?? anchor?.parentElement?.querySelector("[data-s]");
    if (!anchor || !next) return;
    const link = cards.findIndex((card) => card.querySelector(".permalink")?.getAttribute("href")?.endsWith("." + location.hash.slice(3)));
    if (link >= 0) show(link, anchor);
  };
  addEventListener("hashchange", anchored);
  anchored();
})();
