// A little script that helps; every page works without it.
"use strict";

function all(selector, root = document) {
  return [...root.querySelectorAll(selector)];
}

function show(element, isShown) {
  if (element) element.hidden = !isShown;
}

function fold(text) {
  return text.replace(/\r\n/g, "\n").trim();
}

// Fields: what differs from the machine's value is marked while one types.
function fieldDiffers(name) {
  return all(`[data-field="${name}"]`).some((field) => fold(field.value) !== fold(field.dataset.machine));
}

function markField(name, differs) {
  show(document.querySelector(`[data-edited="${name}"]`), differs);
  const line = document.querySelector(`[data-machine-line="${name}"]`);
  if (!line) return;
  line.classList.toggle("differs", differs);
  show(line.querySelector("[data-revert]"), differs);
}

function watchFields(form) {
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset.field) markField(field.dataset.field, fieldDiffers(field.dataset.field));
    if ("authorInput" in field.dataset) markField("authors", true);
    for (const echo of all(`[data-echo="${field.name}"]`)) echo.textContent = field.value;
    if (field.name === "omit") countOmitted(form);
  });
  for (const button of all("[data-revert]", form)) {
    const fields = all(`[data-field="${button.dataset.revert}"]`, form);
    if (!fields.length) continue; // authors: the server puts the rows back
    button.addEventListener("click", (event) => {
      event.preventDefault();
      for (const field of fields) {
        field.value = field.dataset.machine;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      fields[0].focus();
    });
  }
  for (const button of all("[data-suggest]", form)) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const field = document.getElementById(button.dataset.suggest);
      field.value = button.dataset.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }
}

// The form of address follows the honoree while nobody has chosen another.
function followHonoree(form) {
  const honoree = form.elements.honoree;
  const address = form.elements.form_of_address;
  honoree.addEventListener("change", async () => {
    const wasSuggested = !fieldDiffers("form_of_address");
    const answer = await fetch(`/form-of-address?honoree=${encodeURIComponent(honoree.value)}`);
    if (!answer.ok || answer.redirected) return;
    const suggested = await answer.text();
    address.dataset.machine = suggested;
    document.querySelector('[data-machine-line="form_of_address"] .value').textContent = suggested;
    if (wasSuggested) address.value = suggested;
    address.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function countOmitted(form) {
  const marks = all('input[name="omit"]:checked', form).length;
  const label = form.querySelector('[data-edited="omitted_blocks"]');
  if (label) label.textContent = label.textContent.replace(/\d+/, String(marks));
  show(label, marks > 0);
  show(form.querySelector("[data-revert-blocks]"), marks > 0);
}

function watchAuthors(box) {
  const rows = () => all("[data-author]", box);
  const isEmpty = (row) => all("input", row).every((input) => !input.value.trim());
  const add = box.querySelector("[data-add-author]");
  const spare = rows().filter(isEmpty);
  spare.slice(rows().length === spare.length ? 1 : 0).forEach((row) => row.remove());
  const model = (spare[0] || rows()[0]).cloneNode(true);
  for (const input of all("input", model)) input.value = "";
  show(add, true);
  add.addEventListener("click", () => {
    const row = model.cloneNode(true);
    prepare(row);
    add.before(row);
    row.querySelector("input").focus();
  });
  function prepare(row) {
    const button = row.querySelector("[data-remove-author]");
    show(button, true);
    button.addEventListener("click", () => {
      row.remove();
      markField("authors", true);
      add.focus();
    });
  }
  rows().forEach(prepare);
}

// Leaving with unsaved input asks first; a form is sent once.
function guardInput(form) {
  let isDirty = document.querySelector(".banner.alert") !== null;
  form.addEventListener("input", () => { isDirty = true; });
  form.addEventListener("submit", () => { isDirty = false; });
  window.addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.querySelector("[data-save]")?.click();
    }
  });
}

function switchPanes(bar) {
  const panes = document.querySelector("[data-panes]");
  const tabs = all("[data-pane]", bar);
  function choose(tab) {
    panes.dataset.shown = tab.dataset.pane;
    for (const each of tabs) {
      each.setAttribute("aria-selected", String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
  }
  bar.hidden = false;
  choose(tabs[0]);
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs.find((tab) => tab.tabIndex === -1);
    choose(other);
    other.focus();
  });
}

// The inbox by keyboard: j and k move, Enter opens, "/" searches.
function keysForRows(list) {
  const links = all("[data-row]", list);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const at = links.indexOf(document.activeElement);
    if (event.key === "j") links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "k") links[Math.max(at - 1, 0)].focus();
    else if (event.key === "/") document.querySelector("[data-search]")?.focus();
    else return;
    event.preventDefault();
  });
}

for (const form of all("[data-review]")) { watchFields(form); followHonoree(form); guardInput(form); }
for (const box of all("[data-authors]")) watchAuthors(box);
for (const bar of all("[data-pane-switch]")) switchPanes(bar);
for (const list of all("[data-rows]")) keysForRows(list);
for (const select of all("[data-autosubmit]")) select.addEventListener("change", () => select.form.submit());
for (const form of all("[data-once]")) {
  form.addEventListener("submit", () => { for (const button of all("button", form)) button.disabled = true; });
}
for (const details of all("details.reject")) {
  details.addEventListener("toggle", () => { if (details.open) details.querySelector("textarea").focus(); });
  details.addEventListener("keydown", (event) => { if (event.key === "Escape") { details.open = false; details.querySelector("summary").focus(); } });
}
