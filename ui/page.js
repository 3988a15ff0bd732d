// Lights the sentence that a mark or a dot leads to. Knows nothing of any article.
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
})();
