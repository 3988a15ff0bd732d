// Lights the sentence that a mark or a dot leads to, and shows the English of the German word that is pointed at or
// focused: with the pointer, or by Tab to a sentence and the arrow keys within it. While an article is being read, puts
// its English into the rows as it comes, and keeps the reader where they are. Knows nothing of any article.
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

  // The English that has come since the article was drawn: hidden cells, each for a row. They are moved as they are, so
  // that no text becomes markup. A cell with text that is being selected waits until it is not.
  const waiting = new Map();
  const isSelected = (cell) => {
    const selection = getSelection();
    return selection && !selection.isCollapsed && selection.containsNode(cell, true);
  };
  const put = (cell, id) => {
    const name = cell.classList.contains("german") ? "german" : "english";
    const place = document.querySelector(`.belegt.article #${id} > p.${name}`);
    waiting.delete(`${id} ${name}`);
    if (!place || place.isEqualNode(cell)) return;
    if (isSelected(place)) return waiting.set(`${id} ${name}`, cell);
    const [before, isDraft] = [wordsOf(place), place.matches(".draft:not(.writing)")];
    place.replaceWith(cell);
    if (isDraft && !cell.matches(".draft")) mark(changed(before, wordsOf(cell)));
  };
  const putAll = () => {
    for (const cell of document.querySelectorAll(".belegt.patch > div > p")) {
      put(cell, cell.parentElement.dataset.row);
    }
  };
  document.addEventListener("selectionchange", () => {
    for (const [key, cell] of [...waiting]) put(cell, key.split(" ")[0]);
  });

  // Words that are others once a draft is settled, marked for a moment; where the browser cannot, or movement is not
  // wanted, they just change.
  const settled = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  if (settled) CSS.highlights.set("belegt-settled", settled);
  const wordsOf = (cell) => {
    const words = [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest(".warning")) continue;
      for (const found of node.data.matchAll(/\S+/g)) words.push({ text: found[0], node, start: found.index });
    }
    return words;
  };
  const changed = (before, after) => {
    // The longest common subsequence: what of it each beginning of `before` shares with each beginning of `after`.
    const shared = [new Uint16Array(after.length + 1)];
    for (const [i, word] of before.entries()) {
      const row = new Uint16Array(after.length + 1);
      for (const [j, other] of after.entries()) {
        row[j + 1] = word.text === other.text ? shared[i][j] + 1 : Math.max(row[j], shared[i][j + 1]);
      }
      shared.push(row);
    }
    const others = [];
    let [i, j] = [before.length, after.length];
    while (j > 0) {
      if (i > 0 && before[i - 1].text === after[j - 1].text) [i, j] = [i - 1, j - 1];
      else if (i > 0 && shared[i - 1][j] >= shared[i][j - 1]) i -= 1;
      else others.push(after[--j]);
    }
    return others;
  };
  const mark = (words) => {
    if (!settled || still.matches) return;
    for (const { text, node, start } of words) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + text.length);
      settled.add(range);
      setTimeout(() => settled.delete(range), 4000);
    }
  };

  // The reader stays where they are, whatever is drawn anew or grows above: the row at the top of the window stays there,
  // unless they use what is beside the article. The browser's own way loses its hold when what it holds is replaced.
  const HEADER = 56;  // pixels of the window that Streamlit's header covers
  let held = null;
  const scroller = () => document.querySelector("[data-testid=stMain]");
  const rowInUse = () => {
    const own = document.activeElement?.closest(".belegt.article > .pair[id]");
    const place = own?.getBoundingClientRect().top;
    if (place > HEADER && place < innerHeight) return own;
    let found = null;  // the first that begins in the upper half of the window, else one that begins above it
    for (const row of document.querySelectorAll(".belegt.article > .pair[id]")) {
      const { top, bottom } = row.getBoundingClientRect();
      if (top > innerHeight / 2) break;
      if (bottom > HEADER) found = row;
      if (top > HEADER) break;
    }
    return found;
  };
  const hold = () => {
    const main = scroller();
    const isElsewhere = !main?.scrollTop || document.activeElement?.closest(".st-key-panel");
    const row = isElsewhere ? null : rowInUse();
    held = row && { id: row.id, top: row.getBoundingClientRect().top, scrolled: main.scrollTop };
  };
  const stay = () => {
    const [main, row] = [scroller(), held && document.getElementById(held.id)];
    if (main && row) {
      // Scrolled by the reader since, unless what is below has become too short for where they were.
      const isAtEnd = main.scrollTop >= main.scrollHeight - main.clientHeight - 1;
      const isTheirs = Math.abs(main.scrollTop - held.scrolled) >= 1 && !(isAtEnd && main.scrollTop < held.scrolled);
      const moved = row.getBoundingClientRect().top - held.top;
      if (!isTheirs && Math.abs(moved) >= 1) main.scrollTop += moved;
    }
    hold();
  };
  let isHolding = false;
  document.addEventListener("scroll", () => {
    if (isHolding) return;
    isHolding = true;
    requestAnimationFrame(() => {
      isHolding = false;
      hold();
    });
  }, true);

  // What has the focus keeps it when it is drawn anew.
  let focused = null;
  const alike = ({ root, selector }) => document.querySelectorAll(`${root} ${selector}`);
  document.addEventListener("focusin", ({ target }) => {
    const root = target.closest?.(".belegt");
    const name = ["id", "href", "data-gloss", "lang"].find((attribute) => target.hasAttribute(attribute));
    focused = null;
    if (!root || !name) return;
    const kind = `.belegt.${root.classList[1] ?? "belegt"}`;
    const selector = `${target.localName}[${name}="${CSS.escape(target.getAttribute(name))}"]`;
    focused = { root: kind, selector, target };
    focused.place = [...alike(focused)].indexOf(target);
  });
  document.addEventListener("pointerdown", () => { focused = null; }, true);
  const keepFocus = () => {
    if (!focused || focused.target.isConnected || document.activeElement !== document.body) return;
    alike(focused)[focused.place]?.focus({ preventScroll: true });
  };

  // What the tab of the browser tells, and what a screen reader says once when a layer is there.
  const spoken = tip.cloneNode();
  spoken.className = "belegt-spoken";
  document.body.append(spoken);
  const tell = () => {
    const told = (name) => document.querySelector(`.belegt.status > .${name}`)?.textContent;
    const [title, words] = [told("title-of-tab") ?? "Belegt", told("spoken") ?? ""];
    if (document.title !== title) document.title = title;
    if (spoken.textContent !== words) spoken.textContent = words;
  };

  // Streamlit's own words, which it has in English alone: `belegtWords` has them in the tongue of the page, in which "{}"
  // stands for anything. What stood there is remembered, for when the tongue is changed.
  const TEXTS = ["stSkipToContent", "InputInstructions", "stFileUploaderDropzoneInstructions"];
  const HOLDERS = `${TEXTS.map((name) => `[data-testid=${name}]`)}, [data-testid=stFileUploader] button`;
  const replaced = new WeakMap();
  const valuesOf = (template, text) => {
    const [first, ...pieces] = template.split("{}");
    if (!text.startsWith(first)) return null;
    const values = [];
    let at = first.length;
    for (const [number, piece] of pieces.entries()) {
      const end = number === pieces.length - 1 ? text.length - piece.length : text.indexOf(piece, at);
      if (end < at || !text.startsWith(piece, end)) return null;
      values.push(text.slice(at, end));
      at = end + piece.length;
    }
    return at === text.length ? values : null;
  };
  const inTongue = (text) => {
    const english = text.trim();
    for (const [template, own] of window.belegtWords ?? []) {
      const values = valuesOf(template, english);
      if (values) return text.replace(english, () => own.replaceAll("{}", () => values.shift()));
    }
    return text;
  };
  const replace = (holder, now, put) => {
    const before = replaced.get(holder);
    const english = before?.own === now ? before.english : now;
    const own = inTongue(english);
    if (own !== now) put(own);
    if (own === english) replaced.delete(holder);
    else replaced.set(holder, { english, own });
  };
  const speak = () => {
    for (const holder of document.querySelectorAll(HOLDERS)) {
      const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        replace(node, node.data, (text) => { node.data = text; });
      }
    }
    for (const one of document.querySelectorAll("[aria-label]:not(.belegt *)")) {
      replace(one, one.getAttribute("aria-label"), (text) => one.setAttribute("aria-label", text));
    }
  };

  // The bookmark that hands an address over to this page: Streamlit takes such an address out of HTML.
  const bookmark = () => {
    // Browsers decode such an address before they run it: a quotation mark that is encoded would end the text.
    const page = JSON.stringify(`${location.origin}${location.pathname}?url=`).replaceAll("%", "%25");
    const code = `javascript:void open(${page} + encodeURIComponent(location.href))`;
    for (const link of document.querySelectorAll(".belegt a.bookmarklet")) {
      if (link.getAttribute("href") !== code) link.setAttribute("href", code);
    }
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".belegt a.bookmarklet")) event.preventDefault();  // it is for other pages
  });

  // A sentence that the address names, when its article is drawn: the browser looked for it before it was there.
  let named = location.hash;
  const goThere = () => {
    const row = named.startsWith("#s") && document.getElementById(named.slice(1));
    if (!row) return;
    named = "";
    location.replace(location.href);
    row.scrollIntoView({ block: "center", behavior: "instant" });
    row.focus({ preventScroll: true });
  };

  // The colour of the ground, which what lies over something that scrolls must have; the reader may choose the theme.
  const ground = () => {
    const app = document.querySelector(".stApp");
    const colour = app && getComputedStyle(app).backgroundColor;
    const root = document.documentElement.style;
    if (colour && root.getPropertyValue("--ground") !== colour) root.setProperty("--ground", colour);
  };

  let article = null;
  const look = () => {
    const drawn = document.querySelector(".belegt.article");
    if (drawn !== article) waiting.clear();  // what was drawn has it, or newer
    article = drawn;
    putAll();
    ground();
    bookmark();
    goThere();
    keepFocus();
    stay();
    tell();
    speak();
  };
  const observer = new MutationObserver(look);
  for (const part of [document.head, document.getElementById("root") ?? document.body]) {
    observer.observe(part, { childList: true, subtree: true, characterData: true });
  }
  look();
})();
