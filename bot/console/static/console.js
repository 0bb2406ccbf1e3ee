// Keeps the pages true to what stands in the store: the queue follows every change without
// losing the reader's place, a case says when somebody else moved it, times become local.
"use strict";

const LOOK_EVERY = 700; // milliseconds
const AGES_EVERY = 30_000;

function showLocalTimes() {
  const words = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[data-local]")) {
    time.textContent = words.format(new Date(time.dateTime));
  }
}

// Calls look() again and again while the page is seen; a look that fails says so and goes on.
function follow(look, { onLost, onBack }) {
  let lost = false;
  const once = async () => {
    if (!document.hidden) {
      try {
        await look();
        if (lost) onBack();
        lost = false;
      } catch (error) {
        lost = true;
        onLost(error.signedOut === true);
      }
    }
    setTimeout(once, lost ? 4 * LOOK_EVERY : LOOK_EVERY);
  };
  setTimeout(once, LOOK_EVERY);
}

async function ask(url) {
  const answer = await fetch(url, { cache: "no-store" });
  if (answer.ok) return answer;
  throw Object.assign(new Error("no answer"), { signedOut: answer.status === 401 });
}

// Rows that stay keep their element, so keyboard focus and selection stay with them.
function mergeRows(list, fresh) {
  const ids = new Set([...fresh.children].map((row) => row.id));
  for (const row of [...list.children]) if (!ids.has(row.id)) row.remove();
  const added = [];
  [...fresh.children].forEach((row, index) => {
    const known = document.getElementById(row.id);
    if (known) known.classList.remove("is-new");
    const kept = known && known.isEqualNode(row) ? known : row;
    if (!known) added.push(row);
    else if (kept === row) replaceKeepingFocus(known, row);
    if (list.children[index] !== kept) list.insertBefore(kept, list.children[index] ?? null);
  });
  return added;
}

function replaceKeepingFocus(known, row) {
  const hadFocus = known.contains(document.activeElement);
  known.replaceWith(row);
  if (hadFocus) row.querySelector("a").focus({ preventScroll: true });
}

function followQueue(place) {
  const announce = document.querySelector("[data-announce]");
  const live = document.querySelector("[data-live]");
  const words = document.querySelector("[data-live-words]");
  const list = place.querySelector("ol");
  let agesAt = Date.now();

  const look = async () => {
    const query = new URLSearchParams({ status: place.dataset.status });
    if (Date.now() - agesAt < AGES_EVERY) query.set("since", list.dataset.changed);
    const answer = await ask(`/queue/list?${query}`);
    if (answer.status === 204) return;
    agesAt = Date.now();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("ol");
    list.dataset.changed = fresh.dataset.changed;
    list.hidden = fresh.hidden;
    const added = mergeRows(list, fresh);
    for (const other of [...place.children]) if (other !== list) other.remove();
    fresh.remove();
    place.append(...page.body.children);
    added.forEach((row) => row.classList.add("is-new"));
    if (added.length) announce.textContent = `New in the list: ${added.map(titleOf).join("; ")}`;
  };

  follow(look, {
    onLost: (signedOut) => {
      live.dataset.state = "lost";
      words.textContent = signedOut ? "Signed out. Sign in again." : "No connection. Trying again…";
    },
    onBack: () => {
      delete live.dataset.state;
      words.textContent = "Live";
    },
  });
}

function titleOf(row) {
  const severity = row.querySelector(".severity").textContent.trim();
  return `${severity}, ${row.querySelector(".what a").textContent.trim()}`;
}

function followCase(page) {
  const moved = document.querySelector("[data-moved]");
  let since = "";
  const look = async () => {
    const answer = await ask(`/cases/${page.dataset.case}/version?since=${since}`);
    if (answer.status === 204) return;
    since = answer.headers.get("x-changed");
    moved.hidden = (await answer.text()) === page.dataset.version;
  };
  follow(look, { onLost: () => {}, onBack: () => {} });
}

const queue = document.getElementById("queue");
const openCase = document.querySelector("[data-case]");
showLocalTimes();
if (queue) followQueue(queue);
if (openCase) followCase(openCase);
