// Draws the messages of the open conversation and keeps them as they change.

import { button, byId, clock, el, size, textButton } from "./dom.js";
import { drawNotice, drawWarning } from "./warning.js";

export class PostList {
  constructor(state, acts) {
    this.state = state;
    this.acts = { ...acts, redraw: (id, focus) => this.redraw(id, focus) };
    this.box = byId("posts");
    this.drawn = new Map(); // post id -> what it was drawn from
    this.ui = new Map(); // post id -> what the visitor has open there
  }

  drawAll() {
    this.box.replaceChildren();
    this.drawn.clear();
    const here = [...this.state.posts.values()].filter((post) => post.conversation === this.state.place);
    if (!here.length) this.box.append(welcome());
    here.forEach((post) => this.upsert(post));
    this.toEnd();
  }

  upsert(post) {
    if (post.conversation !== this.state.place) return;
    const source = JSON.stringify(post);
    if (this.drawn.get(post.id) === source) return;
    this.drawn.set(post.id, source);
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 160;
    const old = byId(`post-${post.id}`);
    const fresh = this.drawPost(post);
    fresh.classList.toggle("new", this.told(post));
    if (old) this.swap(old, fresh);
    else this.add(post, fresh);
    if (atEnd || (!old && post.mine)) this.reveal(fresh);
  }

  // Whether the post says something now that it did not say when it was drawn last.
  told(post) {
    const ui = this.uiOf(post.id);
    const saying = `${post.warning?.revision}/${post.cautions.length}`;
    const isNew = ui.saying !== saying;
    ui.saying = saying;
    return isNew;
  }

  redraw(id, focus) {
    const old = byId(`post-${id}`);
    const fresh = this.drawPost(this.state.posts.get(id));
    this.swap(old, fresh);
    fresh.querySelector(focus)?.focus();
  }

  swap(old, fresh) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (!hadFocus) return;
    (fresh.querySelector(".warning") || fresh).focus({ preventScroll: true });
    fresh.querySelector(".state")?.scrollIntoView({ block: "nearest" });
  }

  add(post, fresh) {
    this.box.querySelector(".empty")?.remove();
    const root = post.thread && byId(`group-${post.thread}`);
    if (root) root.querySelector(".replies").append(fresh);
    else this.box.append(el("div", { id: `group-${post.id}`, class: "group" }, fresh, el("div", { class: "replies" })));
  }

  // The whole post if there is room for it, else its beginning.
  reveal(node) {
    const fits = node.offsetHeight < this.box.clientHeight;
    node.scrollIntoView({ block: fits ? "nearest" : "start" });
  }

  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  uiOf(id) {
    if (!this.ui.has(id)) this.ui.set(id, {});
    return this.ui.get(id);
  }

  drawPost(post) {
    const ui = this.uiOf(post.id);
    const gone = Boolean(post.gone);
    return el(
      "article",
      { class: `post${post.mine ? " mine" : ""}${gone ? " gone" : ""}`, id: `post-${post.id}`, tabindex: "-1" },
      el("span", { class: `avatar${post.author.outside ? " outside" : ""}`, "aria-hidden": "true" }, post.author.initials),
      el(
        "div",
        { class: "says" },
        head(post),
        ui.editing !== undefined && !gone ? this.editor(post, ui) : words(post),
        post.files.length && el("ul", { class: "files plain" }, post.files.map((file) => drawFile(file, this.state.me))),
        !gone && ui.editing === undefined && this.actions(post, ui),
        post.announced.map((notice) => drawNotice(notice, "caution", "Notice to everybody here")),
        post.cautions.map((notice) => drawNotice(notice, "caution", "Do not open the file")),
        post.warning && drawWarning(post, ui, this.acts),
      ),
    );
  }

  actions(post, ui) {
    const edit = () => {
      ui.editing = post.text;
      this.redraw(post.id, "textarea");
    };
    return el(
      "div",
      { class: "actions" },
      textButton("Reply", () => this.acts.reply(post)),
      post.mine && [textButton("Edit", edit), textButton("Delete", () => this.acts.remove(post))],
    );
  }

  editor(post, ui) {
    const field = el("textarea", { rows: "2", maxlength: "8000", "aria-label": "New text of the message", oninput: () => (ui.editing = field.value) });
    field.value = ui.editing;
    const close = () => {
      ui.editing = undefined;
      this.redraw(post.id, ".actions button");
    };
    const save = (event) => {
      event.preventDefault();
      this.acts.edit(post, field.value);
      close();
    };
    return el(
      "form",
      { class: "editor", onsubmit: save },
      field,
      el("div", { class: "answers" }, el("button", { class: "button primary", type: "submit" }, "Save"), button("Cancel", close, "quiet")),
    );
  }
}

function head(post) {
  return el(
    "p",
    { class: "head" },
    el("strong", {}, post.author.name),
    post.author.outside && el("span", { class: "tag warn" }, post.author.organisation),
    el("time", { datetime: post.at }, clock(post.at)),
    post.edited && !post.gone && el("span", {}, "edited"),
    post.state === "hidden" && post.mine && el("span", { class: "tag warn" }, "hidden from the others"),
    post.mine && !post.gone && checked(post),
  );
}

// The author sees that somebody looked, and how fast; the others see nothing at all.
function checked(post) {
  if (!post.checked) return el("span", { class: "checked" }, "being checked…");
  const held = post.checked.held[0];
  if (held) return el("span", { class: "checked" }, `flagged, no new warning: ${held}`);
  const took = `${post.checked.ms} ms`;
  return el("span", { class: "checked", title: "Seen only by you" }, post.checked.flagged ? `flagged in ${took}` : `✓ checked in ${took}`);
}

function words(post) {
  if (post.gone) return el("p", { class: "gap" }, post.gone);
  if (post.state === "hidden" && !post.mine) return el("p", { class: "gap" }, "This message is hidden while it is looked at.");
  return post.text ? el("p", { class: "text" }, post.text) : "";
}

function drawFile(file, me) {
  const name = el("bdi", { class: "name" }, file.name);
  if (file.removed) return el("li", { class: "file gone" }, name, el("span", { class: "muted" }, "removed"));
  const href = `/chat/files/${encodeURIComponent(file.id)}?as=${encodeURIComponent(me)}`;
  return el("li", { class: "file" }, el("a", { href, download: file.name }, name), el("span", { class: "muted" }, size(file.size)));
}

function welcome() {
  return el(
    "div",
    { class: "empty" },
    el("h2", {}, "A chat like any other, until something does not belong in it"),
    el("p", { class: "muted" }, "Send one of the examples below, drop a file, or play a scene. What you write takes the same road as a message on Slack: written down, looked at, judged by the written policy."),
  );
}
