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

// The parts of a round are a line that scrolls on a phone: the part you are in comes into sight.
for (const list of document.querySelectorAll(".cycle-parts ul")) {
  const here = list.querySelector("[aria-current]");
  if (here) list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
}
