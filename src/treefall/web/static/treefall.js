// What makes the pages quicker for who has a script; without it everything works by links and forms.
"use strict";
(() => {
  const main = () => document.getElementById("main");
  const live = () => document.getElementById("live");
  const nav = (page) => page.querySelector("header nav");
  const rows = () => [...main().querySelectorAll("[data-row]")];
  const writing = (target) => target.matches("input:not([type=checkbox],[type=radio]),textarea,select");

  // Forms are sent in the background, and the page is drawn anew in place: what was scrolled to and focused stays.
  async function sent(form, button) {
    const words = new FormData(form, button);
    const plain = ![...words.values()].some((value) => value instanceof File);
    const answer = await fetch(form.action, {
      method: "POST",
      body: plain ? new URLSearchParams(words) : words,
    });
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) return false;
    await drawn(answer);
    return true;
  }
  let shown = location.pathname;
  addEventListener("popstate", () => location.pathname === shown || location.reload());
  async function drawn(answer, moves = true) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = document.activeElement && document.activeElement.id;
    const same = new URL(answer.url).pathname === location.pathname;
    const row = rows().indexOf(document.activeElement && document.activeElement.closest("[data-row]"));
    if (answer.redirected) history[same ? "replaceState" : "pushState"](null, "", answer.url.replace(/([?&])done=\d+&?/, "$1").replace(/[?&](#|$)/, "$1"));
    shown = location.pathname;
    document.title = page.title;
    nav(document).replaceChildren(...nav(page).childNodes);
    live().replaceChildren(...page.getElementById("live").childNodes);
    main().replaceChildren(...page.getElementById("main").childNodes);
    const there = (same && focused && document.getElementById(focused)) || (row >= 0 && rows()[Math.min(row, rows().length - 1)]);
    if (there) there.focus({ preventScroll: same });
    else if (moves) main().focus({ preventScroll: false });
    begin();
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.enctype === "multipart/form-data" || form.dataset.plain !== undefined) return;
    event.preventDefault();
    try {
      if (!(await sent(form, event.submitter))) form.submit();
    } catch {
      live().textContent = "Treefall does not answer. Is it still running? What you wrote is still here.";
    }
  });

  // A field that is changed in place shows how to keep it.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-inplace]");
    if (form) form.classList.toggle("changed", event.target.value !== event.target.defaultValue);
    const count = form && form.querySelector("[data-count]");
    if (count) counted(event.target.value, count);
  });

  // How long a text is, as people see its letters, beside how long it may be.
  function counted(words, shown) {
    const used = [...new Intl.Segmenter().segment(words.trim().replace(/\s+/g, " "))].length;
    const most = Number(shown.dataset.count.replace(/,/g, ""));
    const over = most && used > most ? `, ${(used - most).toLocaleString("en")} too many` : "";
    shown.textContent = `${used.toLocaleString("en")}${most ? ` of ${most.toLocaleString("en")}` : ""} characters${over}`;
  }

  // What is chosen to look at is shown at once: a moment later, for who types the letters of what they choose.
  let choosing = 0;
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form || !event.target.matches("select")) return;
    clearTimeout(choosing);
    choosing = setTimeout(async () => {
      if (!form.isConnected) return;
      const to = `${form.action}?${new URLSearchParams(new FormData(form))}`;
      try {
        await drawn(await fetch(to));
        history.replaceState(null, "", to);
      } catch {
        form.submit();
      }
    }, 400);
  });

  // What was written and not kept is not lost by a stray key.
  addEventListener("beforeunload", (event) => {
    const open = [...main().querySelectorAll("textarea:not([readonly])")].some((field) => field.value !== field.defaultValue);
    if (open) event.preventDefault();
  });

  // j and k go from row to row, a letter presses the button that bears it, "/" searches, "?" says all that.
  const helped = document.createElement("dialog");
  helped.setAttribute("aria-label", "Keys");
  function help() {
    const moves = rows().length ? [["j, k", "the next row, the one before"]] : [];
    if (rows().some((row) => row.querySelector("a"))) moves.push(["Enter", "open it"]);
    const keys = new Map([...moves, ["/", "search"], ["?", "this help"]]);
    for (const button of document.querySelectorAll("[data-key]")) keys.set(button.dataset.key, button.textContent.trim());
    const list = document.createElement("dl");
    for (const [key, words] of keys) {
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      list.append(term, Object.assign(document.createElement("dd"), { textContent: words }));
    }
    const close = Object.assign(document.createElement("button"), { textContent: "Close" });
    close.addEventListener("click", () => helped.close());
    helped.replaceChildren(Object.assign(document.createElement("h2"), { textContent: "Keys" }), list, close);
    if (!helped.isConnected) document.body.append(helped);
    helped.showModal();
  }
  function step(by) {
    const all = rows();
    const now = all.indexOf(document.activeElement && document.activeElement.closest("[data-row]"));
    const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by))];
    if (next) next.focus();
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || helped.open) return;
    const row = event.target.closest && event.target.closest("[data-row]");
    if (writing(event.target)) {
      if (event.key === "Escape") (row || main()).focus();
      return;
    }
    const pressed = (row || main()).querySelector(`[data-key="${CSS.escape(event.key)}"]`) || document.querySelector(`#live [data-key="${CSS.escape(event.key)}"]`);
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help();
    else if (event.key === "/") document.getElementById("q").focus();
    else if (event.key === "Enter" && event.target === row) row.querySelector("a")?.click();
    else if (pressed) pressed.click();
    else return;
    event.preventDefault();
  });

  // Copies a text as it is shown, with its headings and links, and as plain words beside.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const from = document.getElementById(button.dataset.copy);
    const words = "value" in from ? from.value : from.innerText;
    try {
      const parts = { "text/plain": new Blob([words], { type: "text/plain" }) };
      if (!("value" in from)) parts["text/html"] = new Blob([from.innerHTML], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(parts)]);
      live().textContent = "Copied.";
    } catch {
      live().textContent = "The browser does not let this page copy. Select it, and copy it by hand.";
    }
  });

  // What goes on beside the pages is looked at again until it has ended; not while somebody writes.
  async function again() {
    if (!main().querySelector("[data-again]")) return;
    if (writing(document.activeElement)) return void setTimeout(again, 1000);
    try {
      await drawn(await fetch(location.href), false);
    } catch {
      setTimeout(again, 5000);
    }
  }

  // Counts the seconds of a spoken answer, and puts them into the form.
  let ticking = 0;
  function begin() {
    clearInterval(ticking);
    for (const one of document.querySelectorAll("[data-copy],[data-help],[data-timer]")) one.hidden = false;
    if (main().querySelector("[data-again]")) setTimeout(again, 1000);
    const timer = main().querySelector("[data-timer]");
    const area = timer && timer.closest("form").querySelector("textarea");
    if (!timer) return;
    let since = 0;
    const field = timer.closest("form").querySelector("input[name=seconds]");
    const start = () => {
      if (since) return;
      since = Date.now();
      ticking = setInterval(() => {
        field.value = Math.round((Date.now() - since) / 1000);
        timer.textContent = `${Math.floor(field.value / 60)}:${String(field.value % 60).padStart(2, "0")}`;
      }, 500);
    };
    timer.addEventListener("click", start);
    field.addEventListener("input", () => clearInterval(ticking));
    area.addEventListener("input", start, { once: true });
  }
  document.querySelector("[data-help]").addEventListener("click", help);
  document.documentElement.classList.add("scripted");
  begin();
})();
