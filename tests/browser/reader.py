"""What a reader does with the page in a browser, and what is measured of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Page = Any

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
READING = 120_000  # milliseconds; doubtful sentences are translated up to five times
XSS = [
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "<svg onload='window.pwned = 1'></svg>",
    "<iframe srcdoc='<script>parent.pwned = 1</script>'></iframe>",
    "<a href='javascript:window.pwned = 1' id='s1'>hier</a>",
    "<details open ontoggle='window.pwned = 1'>x</details>",
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover='window.pwned = 1",
    "[klick](javascript:window.pwned=1)",
    '![x](x" onerror="window.pwned=1)',
    "{{constructor.constructor('window.pwned=1')()}}",
    "$\\href{javascript:window.pwned=1}{x}$",
    "<math><mtext><style><img src=x onerror=window.pwned=1></style></mtext></math>",
    "<form><button formaction='javascript:window.pwned=1'>x</button></form>",
    ":material/close: <marquee onstart='window.pwned=1'>x</marquee>",
]
# Layout shifts as https://web.dev/articles/cls has them: the worst of windows of at most five seconds, in which shifts
# are at most one second apart.
_MEASURE = """() => {
  window.shifts = { worst: 0, own: 0, first: 0, last: -9e9, what: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const own = window.shifts;
      if (startTime - own.last > 1000 || startTime - own.first > 5000) Object.assign(own, { own: 0, first: startTime });
      own.own += value;
      own.last = startTime;
      own.worst = Math.max(own.worst, own.own);
      const moved = sources.map(({ node, previousRect, currentRect }) => (
        `${node?.id || node?.className || node?.nodeName} from ${previousRect.y} to ${currentRect.y}`
      ));
      own.what.push(`${Math.round(startTime)} ms: ${value.toFixed(4)} ${moved.join(", ")}`);
    }
  }).observe({ type: "layout-shift" });
}"""

# What is drawn anew is faded until it is there: it is marked as stale, and takes a moment to come back.
_STILL = 400  # milliseconds
_IS_SETTLED = """(still) => {
  const fading = document.getAnimations().some((one) => (
    one.playState === "running" && one.effect?.getTiming().iterations !== Infinity
  ));
  if (fading || document.querySelector("[data-testid=stStatusWidget], [data-stale=true]")) delete window.calmSince;
  else window.calmSince ??= performance.now();
  return performance.now() - window.calmSince >= still;
}"""


def begin(page: Page, text: str) -> None:
    """Have a text read, and wait for the reading room."""
    page.get_by_label("Article", exact=True).fill(text)
    page.get_by_role("button", name="Read", exact=True).click()
    page.locator(".belegt.article").wait_for()


def read_to_the_end(page: Page) -> None:
    """Wait until an article is read that is being read in this tab."""
    page.wait_for_function("() => document.title.startsWith('✓ ')", timeout=READING)
    page.get_by_role("button", name="Cancel").wait_for(state="detached")


def read(page: Page, text: str) -> None:
    begin(page, text)
    read_to_the_end(page)
    tab(page, "Summary")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def ask(page: Page, question: str) -> None:
    tab(page, "Ask")
    page.get_by_placeholder("Who claimed what?").fill(question)
    page.keyboard.press("Enter")


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn what it has to: nothing runs, nothing is faded or fading, for a while."""
    page.evaluate("() => { delete window.calmSince }")
    page.wait_for_function(_IS_SETTLED, arg=_STILL, polling=50)


def drafted(page: Page, number: int) -> None:
    """Wait until so many sentences have some English."""
    with_english = ".article .pair:not(.boilerplate) > p.english:not(.pending)"
    page.wait_for_function(f"() => document.querySelectorAll('{with_english}').length >= {number}", timeout=READING)


def measure_shifts(page: Page) -> None:
    """Begin to measure how much what is shown jumps."""
    page.evaluate(_MEASURE)


def shifts(page: Page) -> tuple[float, str]:
    """Return the cumulative layout shift since, and what moved when, for whoever looks why."""
    return float(page.evaluate("window.shifts.worst")), "\n".join(page.evaluate("window.shifts.what"))


def barriers(page: Page) -> list[str]:
    """Return the serious violations that axe-core finds in the page's own content."""
    page.add_script_tag(path=str(AXE))
    result = page.evaluate("axe.run('[data-testid=stMain]', {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} — {node['failureSummary']}"
        for rule in result["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
