// Small comforts on top of pages that work without any script: keys, and the focus where she will look next.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
});
