// Enhancements only: every page works without this file.

// A page that comes back with mistakes starts at the list of them.
document.querySelector("[data-focus]")?.focus();

// Choosing a filter shows its answer at once; the button stays for who has no script.
for (const box of document.querySelectorAll("[data-auto-submit]")) {
  const form = document.getElementById(box.dataset.autoSubmit);
  if (!form) continue;
  let timer;
  box.addEventListener("change", (event) => {
    if (event.target.matches("input[type=date], input[type=number]") && event.target.value === "") return;
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), 350);
  });
}

// An empty field says nothing: keep it out of the address.
document.getElementById("zoek")?.addEventListener("submit", (event) => {
  for (const field of event.target.elements) {
    if (field.name && field.value === "" && field.type !== "submit") field.disabled = true;
  }
});
addEventListener("pageshow", () => {
  for (const field of document.getElementById("zoek")?.elements ?? []) field.disabled = false;
});

// Copy the address of the page.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    const before = button.textContent;
    button.textContent = button.dataset.copied || before;
    setTimeout(() => (button.textContent = before), 2500);
  });
}

// Print buttons make sense only where a script can press them.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// How many characters are left, told politely.
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const limit = Number(area.getAttribute("maxlength"));
  const label = document.documentElement.lang === "en" ? "characters left" : "tekens over";
  const count = document.createElement("span");
  count.className = "hint";
  count.setAttribute("aria-live", "polite");
  area.after(count);
  const tell = () => (count.textContent = limit - area.value.length < 200 ? `${limit - area.value.length} ${label}` : "");
  area.addEventListener("input", tell);
}

// One click is one message: a form goes out once.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 5000);
  });
}

// A slider tells its number while it moves; without a script the numbers under it do.
for (const line of document.querySelectorAll("[data-slider]")) {
  const slider = document.getElementById(line.dataset.slider);
  const shown = line.querySelector("output");
  if (!slider || !shown) continue;
  const tell = () => (shown.value = slider.value);
  slider.addEventListener("input", tell);
  tell();
  line.hidden = false;
}

// On a phone the long parts of a form are folded, unless something in them must be mended.
if (matchMedia("(max-width: 40rem)").matches) {
  for (const part of document.querySelectorAll("[data-fold]")) {
    if (!part.querySelector("[aria-invalid], .field-error")) part.open = false;
  }
}

// The parts of a round are a line that scrolls on a phone: the part you are in comes into sight.
for (const list of document.querySelectorAll(".cycle-parts ul")) {
  const here = list.querySelector("[aria-current]");
  if (here) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}

// "None of these" takes the others back, and any other takes it back; the server says the same.
for (const group of document.querySelectorAll(".question")) {
  group.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "checkbox" || !box.checked) return;
    for (const other of group.querySelectorAll("input[type=checkbox]")) {
      if (other.name !== box.name || other === box) continue;
      if ("alone" in box.dataset || "alone" in other.dataset) other.checked = false;
    }
  });
}

// A preview follows what is typed. Nothing is kept of it; without a script the button shows the same.
for (const holder of document.querySelectorAll("[data-live]")) {
  const form = holder.querySelector("form");
  const shown = document.getElementById(holder.dataset.live);
  if (!form || !shown) continue;
  let timer;
  let latest;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      latest?.abort();
      latest = new AbortController();
      const body = new URLSearchParams(new FormData(form));
      body.set("actie", "bekijk");
      // Looking is no wish of its own: the key of the form stays for the button.
      body.set("_sleutel", `kijk-${Math.random()}`);
      try {
        const reply = await fetch(form.action, { method: "POST", body, signal: latest.signal });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        const next = page.getElementById(shown.id);
        if (next) shown.replaceChildren(...next.childNodes);
      } catch {
        // A newer one is on its way, or the line is gone: the button is still there.
      }
    }, 400);
  });
}
