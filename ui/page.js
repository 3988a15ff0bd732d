// Lights the sentence that a mark or a dot leads to, and shows the English of the German word that is pointed at or
// focused: with the pointer, or by Tab to a sentence and the arrow keys within it. Knows nothing of any article.
(() => {
  if (window.belegtListens) return;
  window.belegtListens = true;

  const row = (event) => {
    const link = event.target.closest?.(".belegt a.cite, .belegt a.dot");
    return link && document.getElementById(link.getAttribute("href").slice(1));
  };
  for (const [entered, left] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(entered, (event) => row(event)?.classList.add("lit"));
    document.addEventListener(left, (event) => row(event)?.classList.remove("lit"));
  }

  // One tip for all words: a live region, so that a screen reader reads it when it changes.
  const tip = document.createElement("div");
  tip.className = "belegt-gloss";
  tip.setAttribute("role", "status");
  tip.setAttribute("aria-live", "polite");
  document.body.append(tip);

  const wordOf = (event) => event.target.closest?.(".belegt .word");
  const hide = () => tip.classList.remove("shown");
  const show = (word) => {
    tip.textContent = word.dataset.gloss;
    tip.classList.add("shown");
    const place = word.getBoundingClientRect();
    const left = Math.min(place.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = place.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above > 0 ? above : place.bottom + 6}px`;
  };
  for (const entered of ["mouseover", "focusin"]) {
    document.addEventListener(entered, (event) => wordOf(event) && show(wordOf(event)));
  }
  for (const left of ["mouseout", "focusout"]) document.addEventListener(left, (event) => wordOf(event) && hide());
  document.addEventListener("scroll", hide, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return hide();
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const sentence = step && event.target.closest?.(".belegt p.german");
    if (!sentence) return;
    const words = [...sentence.querySelectorAll(".word")];
    const next = words[words.indexOf(wordOf(event)) + step] ?? (step > 0 ? words.at(0) : words.at(-1));
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
})();
