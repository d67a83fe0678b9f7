// What the page does better with script: it hears of changes, and sends without loading again.
// The page itself is made by the server; nothing here makes markup of text.
// Only values and functions stand here; nothing runs before start(), the last line.
"use strict";
(() => {
  const SILENT = 25000, PATIENCE = 8000, POLL = 3000;
  const NEWS = {
    open: "Voting is open.", closed: "Voting is closed.", locked: "The group's answer is locked.",
    revealed: "What was reported is shown.", waiting: "Nothing is asked right now.",
    ended: "The session is over.",
  };
  let stream = null, heard = 0, latest = -1, failures = 0, comeBack = 0, waking = 0;
  let flowing = false;  // whether the stream brings something: some proxies hold it back, or cut it
  let endsAt = null, sending = false, showing = false, wanted = null;

  function at(id) { return document.getElementById(id); }
  function say(text) { at("say").textContent = text; at("say").className = ""; }
  // What stands on the page for who sees it is told to who listens alone.
  function tell(text) { say(text); at("say").className = "heard"; }
  function key() { return at("main").dataset.key; }
  function content(form) { return new URLSearchParams(new FormData(form)).toString(); }
  function changed() { const f = at("vote"); return Boolean(f) && content(f) !== f.dataset.clean; }

  function start() {
    document.documentElement.className = "script";
    if (key() === "join") { join(); return; }
    // The code has done its work: an address that is shown or shared need not have it.
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
    // Coming back to a page that had been sent: it may be sent again.
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
    // A page left may be kept and come back as it was, but not with a stream that is open.
    addEventListener("pagehide", hush);
    addEventListener("pageshow", (event) => { if (event.persisted) { wake(); } });
    // A phone that slept may have a stream that is dead and does not say so.
    setInterval(() => { if (!document.hidden && Date.now() - heard > SILENT) { listen(); } }, 5000);
    // Where none flows the state is asked for; a stream that comes back takes over.
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
      // After a restart the count may have gone back to what is on disk.
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
    } catch { /* no connection: the stream says so and comes back */ }
  }

  function take(now) {
    if (now.revision < latest) { return; }
    latest = now.revision;
    if (at("say").textContent.startsWith("No connection")) { say(""); }
    endsAt = now.seconds_left === null ? null : Date.now() + 1000 * now.seconds_left;
    const where = [now.status, now.decision ? now.decision.id : "-", now.round, now.day].join(" ");
    // Written anew by this side: the other writes 45 as 45.0.
    const shown = JSON.stringify(JSON.parse(at("main").dataset.ballot));
    if (where !== key() || (JSON.stringify(now.ballot) !== shown && !changed() && !sending)) {
      wanted = now;
      show();
    }
  }

  // The server's page for the state that is wanted, put in place of the one that is there.
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
        // What was picked while the page was on its way stays.
        if (other || !(changed() || sending)) { put(fresh, other); }
        if (wanted === goal) { wanted = null; }
      }
    } catch { setTimeout(show, 700); } finally { showing = false; }
  }

  function put(fresh, other) {
    const focus = document.activeElement && document.activeElement.id;
    at("main").replaceWith(document.adoptNode(fresh));
    if (focus && at(focus)) { at(focus).focus({ preventScroll: true }); }
    if (other) { scrollTo(0, 0); tell(NEWS[key().split(" ")[0]] || ""); }
    wire();
  }

  function wire() {
    const form = at("vote");
    if (!form) { return; }
    // What the server wrote, not what is picked: a finger may be quicker than this script.
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
        // The room has gone on, and the page that came says what became of the vote.
        if (key() !== round) { break; }
        if (outcome.sent) { form.dataset.clean = body; }
        // What was changed while it was being sent has not been sent with it.
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

  // A vote counts once however often it is sent, so it is sent until there is an answer.
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
