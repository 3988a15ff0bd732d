// Copies what a button offers, and lights the sentence that a mark leads to. Knows nothing of any article.
(() => {
  if (window.belegtListens) return;
  window.belegtListens = true;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".belegt button.copy");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  });

  const row = (event) => {
    const link = event.target.closest?.(".belegt a.cite, .belegt a.dot");
    return link && document.getElementById(link.getAttribute("href").slice(1));
  };
  for (const [entered, left] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(entered, (event) => row(event)?.classList.add("lit"));
    document.addEventListener(left, (event) => row(event)?.classList.remove("lit"));
  }
})();
