// Citations are copied by a button; words that are chosen in a text lead to why they were read as they were.
document.querySelectorAll(".copying").forEach((line) => { line.hidden = false; });

const done = (button, isCopied) => {
  const status = button.parentElement.querySelector("[role=status]");
  status.textContent = isCopied ? status.dataset.done : status.dataset.failed;
};

// Without a secure address there is no clipboard: the words are marked, to be copied by hand.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const citation = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(citation.textContent.replace(/\s+/g, " ").trim());
    done(button, true);
  } catch {
    window.getSelection().selectAllChildren(citation);
    done(button, false);
  }
});

const chosen = document.getElementById("chosen");
const text = document.querySelector("main > article");
const words = (range) => {
  const part = range.cloneContents();
  part.querySelectorAll(".n, aside").forEach((node) => node.remove());
  part.querySelectorAll(".paragraph").forEach((node) => node.append(" "));
  return part.textContent.replace(/\s+/g, " ");
};

// The server counts occurrences: that one is meant before which as many others stand as before the choice.
const place = (range, said) => {
  const before = range.cloneRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return words(before).split(said).length - 1;
};

if (chosen && text) {
  document.addEventListener("selectionchange", () => {
    const choice = document.getSelection();
    const range = choice.rangeCount ? choice.getRangeAt(0) : null;
    const said = range && text.contains(range.commonAncestorContainer) ? words(range).trim() : "";
    const fits = said && said.length <= 500;
    if (fits) {
      const link = chosen.querySelector("a");
      const asked = new URLSearchParams({ words: said, nth: place(range, said) });
      link.href = `${link.dataset.address}?${asked}`;
      link.querySelector("q").textContent = said.length > 60 ? `${said.slice(0, 60)}…` : said;
    }
    chosen.hidden = !fits;
  });
}
