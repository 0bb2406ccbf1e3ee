// The message field: examples, files, replies, sending.

import { byId, el, size, textButton } from "./dom.js";

const MOST_BYTES = 25 * 1024 * 1024;
const EXAMPLES = [
  ["Social Security number", "My SSN is 536-22-8731, please add it to my file."],
  ["Diagnosis", "Joanna Pruitt was diagnosed with breast cancer last week."],
  ["Card number", "Put it on my credit card, 4716 2905 8832 1178, exp 09/28."],
  ["Password", "The portal password is Harvest!Moon42x"],
  ["Harmless look-alike", "The tracking number is 5362-287-31, it should arrive on Thursday."],
];

export class Composer {
  constructor(state, send) {
    this.state = state;
    this.field = byId("composer-text");
    this.files = [];
    this.parent = null;
    this.deliver = send;
    this.listen();
    byId("chips").append(
      el("span", { class: "small muted" }, "Try"),
      ...EXAMPLES.map(([title, text]) =>
        el("button", { type: "button", onclick: () => this.fill(text) }, title),
      ),
    );
  }

  listen() {
    byId("composer").addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => this.grow());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", (event) => {
      this.take(event.target.files);
      event.target.value = "";
    });
    byId("reply-off").addEventListener("click", () => this.replyTo(null));
    this.listenForDrops(byId("pane-talk"));
  }

  listenForDrops(pane) {
    const over = (isOver) => (event) => {
      event.preventDefault();
      pane.classList.toggle("dropping", isOver);
    };
    pane.addEventListener("dragover", over(true));
    pane.addEventListener("dragleave", over(false));
    pane.addEventListener("drop", (event) => {
      over(false)(event);
      this.take(event.dataTransfer.files);
    });
  }

  fill(text) {
    this.field.value = text;
    this.grow();
    this.field.focus();
  }

  take(files) {
    for (const file of files) {
      if (file.size > MOST_BYTES) this.complain(`“${file.name}” is larger than ${size(MOST_BYTES)}.`);
      else this.files.push(file);
    }
    this.drawFiles();
    this.field.focus();
  }

  drawFiles() {
    const without = (gone) => () => {
      this.files = this.files.filter((file) => file !== gone);
      this.drawFiles();
    };
    byId("pending").replaceChildren(
      ...this.files.map((file) =>
        el("li", { class: "file" }, el("bdi", { class: "name" }, file.name), el("span", { class: "muted" }, size(file.size)), textButton("Leave out", without(file))),
      ),
    );
  }

  replyTo(post) {
    this.parent = post;
    byId("replying").hidden = !post;
    if (!post) return;
    byId("replying-to").textContent = `In reply to ${post.author.name}`;
    this.field.focus();
  }

  async submit(event) {
    event.preventDefault();
    const text = this.field.value;
    if (this.busy || (!text.trim() && !this.files.length)) return;
    this.busy = true;
    this.complain("");
    try {
      await this.deliver({ conversation: this.state.place, text, thread: this.parent?.id || "" }, this.files);
      this.clear();
    } catch (fault) {
      this.complain(fault.message);
    }
    this.busy = false;
  }

  clear() {
    this.field.value = "";
    this.files = [];
    this.drawFiles();
    this.replyTo(null);
    this.grow();
  }

  complain(words) {
    byId("fault").textContent = words;
  }

  grow() {
    this.field.rows = Math.min(6, this.field.value.split("\n").length);
  }
}
