// A field of the reading and the words that it was read from find each other. Without this, plain links do the same one way.
"use strict";
(() => {
  const keysOf = (element, name) => (element.getAttribute(name) || "").split(" ").filter(Boolean);
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const put_out = () => document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));

  function evidence(key) {
    const places = [...document.querySelectorAll(".source [data-key]")].filter((each) => keysOf(each, "data-key").includes(key));
    return places.sort((one, other) => (other instanceof SVGElement) - (one instanceof SVGElement));
  }

  function unfold(element) {
    for (let holder = element.closest("details"); holder; holder = holder.parentElement.closest("details")) holder.open = true;
  }

  function light(key, { scroll }) {
    put_out();
    const places = evidence(key);
    places.forEach((each) => each.classList.add("lit"));
    fields(key).forEach((each) => each.classList.add("lit"));
    if (!scroll || !places.length) return;
    unfold(places[0]);
    places[0].scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  }

  function fields(key) {
    return [...document.querySelectorAll("[data-evidence]")].filter((each) => keysOf(each, "data-evidence").includes(key));
  }

  function to_field(keys) {
    const [first] = keys.flatMap(fields);
    if (!first) return;
    light(keysOf(first, "data-evidence")[0], { scroll: false });
    first.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    const control = first.matches("a, button, input, select, textarea, [tabindex]")
      ? first : first.querySelector("input, select, textarea, button, a, [tabindex]");
    if (control) control.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".source [data-key]");
    if (mark) return to_field(keysOf(mark, "data-key"));
    const link = event.target.closest('a[href^="#w-"]');
    if (link) {
      event.preventDefault();
      return light(link.getAttribute("href").slice(3), { scroll: true });
    }
    const paper = event.target.closest('a[href^="#paper-"]');
    const details = paper && document.getElementById(paper.getAttribute("href").slice(1));
    if (details) details.open = true;
  });
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-evidence]");
    if (field && !field.classList.contains("lit")) light(keysOf(field, "data-evidence")[0], { scroll: true });
  });
})();
