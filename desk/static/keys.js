// Single keys for whoever works here all day. They rest while somebody types, and can be switched off (Help and keys).
"use strict";
(() => {
  const KEPT = "desk-keys";
  const are_on = () => localStorage.getItem(KEPT) !== "off";
  const types = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row], [data-field]")].filter((each) => each.offsetParent);

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((each) => each === document.activeElement || each.contains(document.activeElement));
    const next = all[Math.min(all.length - 1, Math.max(0, here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function field_here() {
    return document.activeElement && document.activeElement.closest("[data-field]");
  }

  function edit() {
    const field = field_here() || rows()[0];
    if (!field || !field.matches("[data-field]")) return;
    const fold = field.querySelector("details");
    if (fold) fold.open = true;
    const input = field.querySelector("select, textarea, input:not([type=hidden])");
    if (input) input.focus();
  }

  function jump() {
    const field = document.activeElement;
    const link = field && field.matches("[data-field]") && field.querySelector("[data-jump]");
    if (link) link.click();
    return Boolean(link);
  }

  function press(selector) {
    const button = [...document.querySelectorAll(selector)].find((each) => each.offsetParent);
    if (button) button.click();
    return Boolean(button);
  }

  function aside() {
    const way = document.getElementById("way-aside");
    if (!way) return;
    way.open = true;
    way.querySelector("textarea").focus();
  }

  function show_keys() {
    const dialog = document.getElementById("keys");
    if (dialog && dialog.showModal) dialog.showModal();
  }

  const DEEDS = {
    j: () => step(1),
    k: () => step(-1),
    e: edit,
    c: () => press("[data-go-on]"),
    s: aside,
    u: () => {
      const button = [...document.querySelectorAll("[data-take-back]")].find((each) => each.offsetParent);
      if (button) button.focus();
    },
    "/": () => document.getElementById("search") && document.getElementById("search").focus(),
    "?": show_keys,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !are_on()) return;
    if (types(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") {
      if (jump()) event.preventDefault();
      return;
    }
    const deed = DEEDS[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("keys-on");
    if (!box) return;
    box.checked = are_on();
    box.closest("[hidden]").hidden = false;
    box.addEventListener("change", () => {
      localStorage.setItem(KEPT, box.checked ? "on" : "off");
      document.getElementById("keys-said").textContent = box.checked ? "The keys work." : "The keys are switched off in this browser.";
    });
  });
})();
