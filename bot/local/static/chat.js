// The chat's page: holds what one person sees, and lets the parts draw it.

import { apiFor, follow } from "./api.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { PostList } from "./posts.js";
import { addNote, drawNotes, drawPeople, drawPlaces, drawPlay, drawPolicies } from "./side.js";

const state = { me: "dana", place: "benefits-team", people: [], places: [], posts: new Map(), unread: new Map(), warned: new Set() };
let api = apiFor(state.me);
let unfollow = () => {};
let isLost = false;

const complaining = (doing) => (...args) => doing(...args).catch((fault) => composer.complain(fault.message));

const composer = new Composer(state, async (message, files) => {
  const uploads = await Promise.all(files.map((file) => api.upload(file)));
  await api.send({ ...message, files: uploads.map((upload) => upload.id) });
});

const list = new PostList(state, {
  answer: complaining((post, kind, reason) => api.answer(post.id, kind, reason)),
  edit: complaining((post, text) => api.edit(post.id, text)),
  remove: complaining((post) => api.remove(post.id)),
  reply: (post) => composer.replyTo(post),
});

const hear = {
  all(room) {
    Object.assign(state, { me: room.me, people: room.people, places: room.places });
    state.posts = new Map(room.posts.map((post) => [post.id, post]));
    if (!state.places.some((place) => place.id === state.place)) state.place = state.places[0].id;
    drawPeople(state, be);
    hear.policies(room.policies);
    drawNotes(room.notes);
    open(state.place);
    hear.script(room.script);
    if (isLost) composer.complain("");
    isLost = false;
  },
  post(post) {
    const isNew = !state.posts.has(post.id);
    state.posts.set(post.id, post);
    list.upsert(post);
    if (isNew && post.conversation !== state.place) {
      state.unread.set(post.conversation, (state.unread.get(post.conversation) || 0) + 1);
      drawPlaces(state, open);
    }
    announce(post);
  },
  note: addNote,
  lost() {
    isLost = true;
    composer.complain("The chat does not answer. Trying again…");
  },
  policies: (policies) => drawPolicies(policies, complaining((ids) => api.choose(ids))),
  script(play) {
    drawPlay(play, state.people);
    if (!play.running) return;
    if (play.by !== state.me) be(play.by, play.place);
    else if (play.place !== state.place) open(play.place);
  },
};

function announce(post) {
  const key = `${post.id}/${post.warning?.revision}`;
  if (!post.warning || post.warning.stale || state.warned.has(key)) return;
  state.warned.add(key);
  byId("announcer").textContent = `Warning, only for you: ${post.warning.headline} ${post.warning.found.join(", ")}`;
}

function be(person, place = state.place) {
  Object.assign(state, { me: person, place });
  composer.replyTo(null);
  api = apiFor(person);
  unfollow();
  unfollow = follow(person, hear);
}

function open(place) {
  state.place = place;
  state.unread.delete(place);
  history.replaceState(null, "", `#${state.me}/${place}`);
  drawPlaces(state, (chosen) => {
    composer.replyTo(null);
    open(chosen);
    show("talk");
  });
  list.drawAll();
}

function show(pane) {
  document.body.dataset.pane = pane;
  for (const tab of document.querySelectorAll("[data-go]")) {
    if (tab.dataset.go === pane) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

byId("play").addEventListener("click", () => complaining(() => api.script({ do: "play" }))().then(() => show("talk")));
byId("stop").addEventListener("click", complaining(() => api.script({ do: "stop" })));
byId("played-off").addEventListener("click", () => (byId("played").hidden = true));
byId("reset").addEventListener("click", complaining(() => api.reset()));
for (const tab of document.querySelectorAll("[data-go]")) {
  tab.addEventListener("click", () => show(tab.dataset.go));
}

const [person, place] = location.hash.slice(1).split("/");
be(["dana", "marcus", "priya", "helen"].includes(person) ? person : state.me, place || state.place);
