// The steps of an answer in place. Where the session is over, or the page moved on, the whole page is shown instead.
"use strict";
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 422 || xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  if (event.detail.target.id === "reading" && !xhr.responseText.includes('id="reading"')) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const place = document.getElementById("errors") || event.target.querySelector("[autofocus]");
  if (place) place.focus();
});
