// With script the page updates when the room changes, and sends votes without reloading.
// The server renders the page; nothing here turns text into markup.
// Only values and functions are defined here; start(), the last line, runs them.
"use strict";
(() => {
  const SILENT = 25000, PATIENCE = 8000, POLL = 3000;
  const NEWS = {
    open: "Voting is open.", closed: "Voting is closed.", locked: "The group's answer is locked.",
    revealed: "What was reported is shown.", waiting: "Nothing is asked right now.",
    ended: "The session is over.",
  };
  let stream = null, heard = 0, latest = -1, failures = 0, comeBack = 0, waking = 0;
  let flowing = false;  // whether the stream delivers data: some proxies hold it back or cut it
  let endsAt = null, sending = false, showing = false, wanted = null;

  function at(id) { return document.getElementById(id); }
  function say(text) { at("say").textContent = text; at("say").className = ""; }
  // A message only for screen readers: the page itself shows the same to the eye.
  function announce(text) { say(text); at("say").className = "heard"; }
  function key() { return at("main").dataset.key; }
  function content(form) { return new URLSearchParams(new FormData(form)).toString(); }
  function changed() { const f = at("vote"); return Boolean(f) && content(f) !== f.dataset.clean; }

  function start() {
    document.documentElement.className = "script";
    if (key() === "join") { join(); return; }
    // The code is no longer needed: the address should not show it, or share it with anybody.
    if (location.search) { history.replaceState(null, "", "/"); }
    if (key() === "mine") { mine(); } else { room(); }
  }

  function join() {
    const form = at("join");
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "yes";
      say("Joining.");
    });
    // If the phone comes back to a form that it had sent, it may send it again.
    addEventListener("pageshow", () => { delete form.dataset.sent; });
    if ("auto" in form.dataset) { form.requestSubmit(); }
  }

  function mine() {
    const button = at("print");
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  function room() {
    wire();
    listen();
    for (const name of ["online", "focus"]) { addEventListener(name, wake); }
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { wake(); } });
    // Browsers can keep a page that is left and restore it, but not with an open stream.
    addEventListener("pagehide", hush);
    addEventListener("pageshow", (event) => { if (event.persisted) { wake(); } });
    // After sleep, a phone's stream may be dead without an error.
    setInterval(() => { if (!document.hidden && Date.now() - heard > SILENT) { listen(); } }, 5000);
    // Without a working stream the state is polled, until a stream works again.
    setInterval(() => { if (!document.hidden && !flowing && Date.now() - heard > POLL) { look(); } }, POLL);
    setInterval(tick, 250);
  }

  function wake() {
    clearTimeout(waking);
    waking = setTimeout(() => { failures = 0; look(); listen(); }, 50);
  }

  function hush() {
    clearTimeout(comeBack);
    flowing = false;
    if (stream) { stream.close(); }
  }

  function listen() {
    hush();
    heard = Date.now();
    const source = stream = new EventSource("/events");
    let first = true;
    source.addEventListener("state", (event) => {
      heard = Date.now();
      flowing = true;
      // After a restart of the server, the revision may have gone back to the one on disk.
      if (first) { first = false; failures = 0; latest = -1; }
      take(JSON.parse(event.data));
    });
    source.addEventListener("beat", () => { heard = Date.now(); });
    source.addEventListener("crowded", () => { source.close(); heard = Infinity; flowing = true; });
    source.onerror = () => {
      source.close();
      if (source !== stream) { return; }
      flowing = false;
      failures += 1;
      if (failures === 2) { say("No connection: trying again."); }
      if (failures > 1) { look(); }
      comeBack = setTimeout(listen, Math.min(2500, 250 * 2 ** failures) * (0.7 + 0.6 * Math.random()));
    };
  }

  async function ask(path, options) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), PATIENCE);
    try {
      return await fetch(path, { cache: "no-store", signal: limit.signal, ...options });
    } finally { clearTimeout(timer); }
  }

  async function look() {
    try {
      const answer = await ask("/state");
      if (answer.status === 403) { location.replace("/"); return; }
      if (answer.ok) { take(await answer.json()); }
    } catch { /* no connection: the stream reports it and reconnects */ }
  }

  function take(now) {
    if (now.revision < latest) { return; }
    latest = now.revision;
    if (at("say").textContent.startsWith("No connection")) { say(""); }
    endsAt = now.seconds_left === null ? null : Date.now() + 1000 * now.seconds_left;
    const where = [now.status, now.decision ? now.decision.id : "-", now.round, now.day].join(" ");
    // Encoded again here, because the server writes 45 as 45.0.
    const shown = JSON.stringify(JSON.parse(at("main").dataset.ballot));
    if (where !== key() || (JSON.stringify(now.ballot) !== shown && !changed() && !sending)) {
      wanted = now;
      show();
    }
  }

  // Replace the page with the server's page for the wanted state.
  async function show() {
    if (showing) { return; }
    showing = true;
    try {
      while (wanted) {
        const goal = wanted;
        const answer = await ask("/", { headers: { Accept: "text/html" } });
        if (!answer.ok) { throw new Error(String(answer.status)); }
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("main");
        if (fresh.dataset.key === "join") { location.replace("/"); return; }
        const other = fresh.dataset.key !== key();
        // Keep what was picked while the page was loading.
        if (other || !(changed() || sending)) { put(fresh, other); }
        if (wanted === goal) { wanted = null; }
      }
    } catch { setTimeout(show, 700); } finally { showing = false; }
  }

  function put(fresh, other) {
    const focus = document.activeElement && document.activeElement.id;
    at("main").replaceWith(document.adoptNode(fresh));
    if (focus && at(focus)) { at(focus).focus({ preventScroll: true }); }
    if (other) { scrollTo(0, 0); announce(NEWS[key().split(" ")[0]] || ""); }
    wire();
  }

  function wire() {
    const form = at("vote");
    if (!form) { return; }
    // The form as the server made it: the voter may have picked something before this script ran.
    const clean = form.cloneNode(true);
    clean.reset();
    form.dataset.clean = content(clean);
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
    form.addEventListener("change", (event) => {
      const most = Number((form.querySelector("fieldset") || form).dataset.most || 0);
      const picked = form.querySelectorAll("input[type=checkbox]:checked");
      if (most > 1 && picked.length > most) {
        event.target.checked = false;
        say(`At most ${most}: take one away first.`);
      } else { say(changed() ? "Not sent yet." : ""); }
    });
  }

  async function send(form) {
    if (sending) { return; }
    const body = content(form);
    const value = form.elements.value;
    if (value ? !value.value.trim() : !form.querySelector("input:checked")) {
      say(value ? "Type a number first." : "Pick an option first.");
      return;
    }
    sending = true;
    at("send").setAttribute("aria-disabled", "true");
    say("Sending.");
    const round = key();
    try {
      for (let tries = 0; key() === round; tries += 1) {
        const outcome = await post(body);
        // The room has moved on, and the new page shows what became of the vote.
        if (key() !== round) { break; }
        if (outcome.sent) { form.dataset.clean = body; }
        // A change made while the vote was being sent is not part of it.
        say(outcome.sent && changed() ? "Sent as it was. The change is not sent yet." : outcome.text);
        if (outcome.done) { break; }
        await new Promise((go) => setTimeout(go, Math.min(3000, 500 * 2 ** tries)));
      }
    } finally {
      sending = false;
      if (at("send")) { at("send").removeAttribute("aria-disabled"); }
      look();
    }
  }

  // A vote counts only once even if it is sent often, so it is sent until there is an answer.
  async function post(body) {
    try {
      const answer = await ask("/vote", {
        method: "POST", body,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      });
      if (answer.status === 429 || answer.status >= 500) {
        return { done: false, text: "Not sent yet: the room is busy. Trying again." };
      }
      const reply = await answer.json();
      if (!reply.ok) { return { done: true, sent: false, text: reply.error }; }
      return { done: true, sent: true, text: reply.saved ? "Sent." : "Sent, but not yet saved on disk." };
    } catch { return { done: false, text: "Not sent yet: no connection. Trying again." }; }
  }

  function tick() {
    const clock = at("clock");
    if (!clock || endsAt === null) { return; }
    const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left`;
    clock.textContent = left > 0 ? time : "Time is up.";
  }

  start();
})();
