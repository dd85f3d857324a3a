// Whoever is about to be signed out is told two minutes before, and can stay (WCAG 2.2.1); once it has come to that, what the
// page shows goes off the screen. Without this script the next click tells her.
"use strict";
(() => {
  const WARNS = 120;  // seconds before the end
  const OFTEN = 20;  // seconds: while she is warned, since she may go on in another window
  let notice = null;

  const leave = () => {
    const to = location.pathname + location.search;
    location.assign("/sign-in?over=yes&to=" + encodeURIComponent(to));
  };

  const put = (tag, text, into) => {
    const made = document.createElement(tag);
    made.textContent = text;
    into.append(made);
    return made;
  };

  const warn = (extends_) => {
    if (notice) return;
    notice = document.createElement("div");
    notice.className = "notice notice-warn idle";
    notice.setAttribute("role", "alert");
    document.body.append(notice);
    if (extends_) {
      put("p", "You are signed out in less than two minutes, because nothing was clicked. What you have filled in here is lost then.", notice);
      put("button", "Stay signed in", notice).addEventListener("click", stay);
    } else {
      put("p", "You are signed out in less than two minutes: eight hours are over. Finish what you are doing; what is not sent is lost.", notice);
    }
  };

  const calm = () => {
    if (notice) notice.remove();
    notice = null;
  };

  const asked = async (path) => {
    const answer = await fetch(path, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (answer.status === 401) return leave();
    if (!answer.ok) return setTimeout(look, OFTEN * 1000);
    const { left, stays } = await answer.json();
    if (left > WARNS) calm();
    else warn(stays);
    setTimeout(look, 1000 * (left > WARNS ? left - WARNS + 1 : Math.max(1, Math.min(OFTEN, left + 1))));
  };

  const look = () => asked("/account/time").catch(() => setTimeout(look, OFTEN * 1000));

  const stay = () => {
    calm();
    fetch("/account/stay", { headers: { "HX-Request": "true" }, credentials: "same-origin" })
      .then((answer) => { if (answer.status === 401) leave(); }, () => {});
    const main = document.getElementById("main");
    if (main) main.focus();
  };

  look();
})();
