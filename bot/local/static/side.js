// Draws what stands beside the chat: people, conversations, policies, admins' notes, the play.

import { byId, clock, el, refill } from "./dom.js";
import { clauses, masked } from "./warning.js";

const AUDIENCES = { internal: ["Internal", "good"], guest: ["Guests read along", "warn"], external: ["Outsiders read along", "warn"], unknown: ["Audience unknown", "bad"] };

export function drawPeople(state, choose) {
  refill(
    byId("people"),
    ...state.people.map((person) =>
      el(
        "label",
        { class: "person" },
        el("input", { type: "radio", name: "person", value: person.id, checked: person.id === state.me, onchange: () => choose(person.id) }),
        el("span", { class: `avatar${person.outside ? " outside" : ""}`, "aria-hidden": "true" }, person.initials),
        el("span", {}, el("span", { class: "strong" }, person.name), el("span", { class: "small muted" }, person.role)),
      ),
    ),
  );
}

export function drawPlaces(state, open) {
  refill(
    byId("places"),
    ...state.places.map((place) => {
      const unread = state.unread.get(place.id) || 0;
      return el(
        "li",
        {},
        el(
          "button",
          { type: "button", "aria-current": place.id === state.place ? "true" : undefined, "data-place": place.id, onclick: () => open(place.id) },
          el("span", { class: "sign", "aria-hidden": "true" }, place.kind === "channel" ? "#" : "@"),
          el("span", { class: "grow" }, place.name, el("span", { class: "small muted" }, place.about)),
          unread ? el("span", { class: "unread" }, String(unread), el("span", { class: "visually-hidden" }, " new")) : "",
        ),
      );
    }),
  );
  const place = state.places.find((known) => known.id === state.place);
  const [words, style] = AUDIENCES[place.audience];
  byId("place-name").textContent = place.kind === "channel" ? `# ${place.name}` : place.name;
  byId("place-members").textContent = place.members.join(", ");
  const tag = byId("place-audience");
  tag.textContent = words;
  tag.className = `tag ${style}`;
  tag.title = place.because;
}

export function drawPolicies(policies, choose) {
  const chosen = () => [...byId("policies").querySelectorAll("input:checked")].map((box) => box.value);
  refill(
    byId("policies"),
    ...policies.map((policy) =>
      el(
        "label",
        {},
        el("input", { type: "checkbox", value: policy.id, checked: policy.chosen, onchange: () => choose(chosen()) }),
        el("span", {}, policy.title, el("span", { class: "small muted evidence" }, policy.id)),
      ),
    ),
    policies.some((policy) => policy.chosen) ? "" : el("p", { class: "small muted" }, "No policy governs: things are found, but nothing is forbidden."),
  );
}

export function drawNotes(notes) {
  byId("notes").replaceChildren(el("li", { class: "small muted none" }, "Nothing yet."));
  notes.forEach(addNote);
}

export function addNote(note) {
  byId("notes").querySelector(".none")?.remove();
  byId("notes").prepend(
    el(
      "li",
      { class: "note" },
      el("p", { class: "small muted" }, `${clock(note.at)}${note.told.length ? ` · to ${note.told.join(", ")}` : ""}`),
      el("p", { class: "strong" }, note.headline),
      el("ul", { class: "plain small" }, note.found.map((line) => el("li", {}, masked(line)))),
      clauses(note.clauses),
      note.next && el("p", { class: "small" }, note.next),
    ),
  );
}

export function drawPlay(play, people) {
  const by = people.find((person) => person.id === play.by);
  const wasPlaying = !byId("playing").hidden;
  byId("playing").hidden = !play.running;
  byId("played").hidden = play.running || !wasPlaying || play.step < play.of;
  byId("play").disabled = play.running;
  if (!play.running) return;
  byId("playing-bar").style.width = `${(100 * play.step) / play.of}%`;
  byId("playing-step").textContent = `${play.step} of ${play.of} · seen as ${by ? by.name : ""}.`;
  byId("playing-caption").textContent = play.caption;
}
