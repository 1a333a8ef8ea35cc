// Comforts only: every page works without this file.
(() => {
  "use strict";
  const noteOf = (id) => document.getElementById(`${id}-note`);

  function open(id) {
    const note = noteOf(id);
    const box = note && note.closest("details");
    if (box) box.open = true;
    mark(id);
    return note;
  }

  function mark(id) {
    document.querySelectorAll(".active").forEach((el) => el.classList.remove("active"));
    document.querySelectorAll(`mark[data-statement="${CSS.escape(id)}"], details[data-note="${CSS.escape(id)}"]`)
      .forEach((el) => el.classList.add("active"));
  }

  function show(id, inText) {
    const note = open(id);
    const target = inText ? document.getElementById(id) : note && note.closest("details");
    if (target) target.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    history.replaceState(null, "", `#${id}`);
  }

  function follow() {
    const id = location.hash.slice(1).replace(/-note$/, "");
    if (/^s\d+$/.test(id)) open(id);
  }

  // A click on marked words opens their note; selecting words to copy them does not.
  document.addEventListener("click", (event) => {
    const words = event.target.closest("mark[data-statement]");
    if (!words || event.target.closest("a") || String(getSelection())) return;
    show(words.dataset.statement, false);
  });

  // Pointing at words or at a note shows which belong together.
  document.addEventListener("pointerover", (event) => {
    const el = event.target.closest("mark[data-statement], details[data-note]");
    document.querySelectorAll(".pointed").forEach((other) => other.classList.remove("pointed"));
    if (!el) return;
    const id = CSS.escape(el.dataset.statement || el.dataset.note);
    document.querySelectorAll(`mark[data-statement="${id}"], details[data-note="${id}"]`)
      .forEach((other) => other.classList.add("pointed"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "/") {
      const box = document.querySelector("input[type=search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    } else if (event.key === "j" || event.key === "k") {
      const ids = [...document.querySelectorAll("mark[id]")].map((el) => el.id);
      const here = document.querySelector("mark.active");
      const at = here ? ids.indexOf(here.dataset.statement) : event.key === "j" ? -1 : ids.length;
      const next = ids[at + (event.key === "j" ? 1 : -1)];
      if (next) show(next, true);
    } else if (event.key === "Escape") {
      document.querySelectorAll("details.note[open]").forEach((el) => { el.open = false; });
      mark("none");
    }
  });

  // A form that makes the server read an article may take some seconds: say so, and send it once.
  document.addEventListener("submit", (event) => {
    const button = event.target.method === "post" && event.submitter;
    if (button) { button.setAttribute("aria-busy", "true"); setTimeout(() => { button.disabled = true; }, 0); }
  });

  addEventListener("hashchange", follow);
  follow();
})();
