// Passkeys: asks the desk for a challenge, the device for its answer, and sends that answer as an ordinary form.
"use strict";
(() => {
  const toBytes = (words) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toWords = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const options = (told) => {
    const read = { ...told, challenge: toBytes(told.challenge) };
    if (told.user) read.user = { ...told.user, id: toBytes(told.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"])
      if (told[list]) read[list] = told[list].map((each) => ({ ...each, id: toBytes(each.id) }));
    return { publicKey: read };
  };

  const written = (key) => {
    const said = key.response;
    const response = { clientDataJSON: toWords(said.clientDataJSON) };
    if (said.attestationObject) response.attestationObject = toWords(said.attestationObject);
    if (said.authenticatorData) response.authenticatorData = toWords(said.authenticatorData);
    if (said.signature) response.signature = toWords(said.signature);
    if (said.userHandle) response.userHandle = toWords(said.userHandle);
    return JSON.stringify({ id: key.id, rawId: toWords(key.rawId), type: key.type, response, clientExtensionResults: {} });
  };

  const sentence = (error) =>
    ({
      NotAllowedError: "The device gave no passkey, or it took too long. Try again, or use your password and code.",
      InvalidStateError: "This device has a passkey for you already.",
      SecurityError: "Passkeys do not work at this address. Use your password and code.",
    })[error.name] || "That did not work. Try again, or use your password and code.";

  const tell = (form, words) => {
    const place = form.querySelector("[data-passkey-trouble]");
    place.textContent = words;
    place.hidden = !words;
  };

  const ask = async (form) => {
    const begun = await fetch(form.dataset.begin, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (begun.redirected || !(begun.headers.get("content-type") || "").startsWith("application/json")) return location.reload();
    const told = await begun.json();
    if (!begun.ok) return tell(form, told.sentence);
    const way = form.dataset.passkey === "make" ? "create" : "get";
    const key = await navigator.credentials[way](options(told.options));
    form.elements.ticket.value = told.ticket;
    form.elements.answer.value = written(key);
    if (form.elements.password) form.elements.password.value = "";
    form.submit();
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.PublicKeyCredential) return;
    for (const form of document.querySelectorAll("form[data-passkey]")) {
      form.querySelector("[data-with-passkeys]").hidden = false;
      form.querySelector("[data-without-passkeys]").hidden = true;
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        tell(form, "");
        const button = form.querySelector("[data-with-passkeys] button");
        button.disabled = true;
        ask(form).catch((error) => tell(form, sentence(error))).finally(() => { button.disabled = false; });
      });
    }
  });
})();
