// Draws a warning: what was found, the clause, what one can do, and how the decision came.

import { button, el } from "./dom.js";

const EYEBROW = "Only you can see this";
const MASK = "••••••";
const CLAUSES_SHOWN = 1;

export function drawWarning(post, ui, acts) {
  const { warning } = post;
  const settled = Boolean(warning.stale || warning.answer);
  return el(
    "section",
    { class: `warning${settled ? " settled" : ""}`, "aria-label": "Warning, visible only to you", tabindex: "-1" },
    el("p", { class: "eyebrow" }, EYEBROW),
    el("h3", {}, warning.headline),
    warning.found.length && el("ul", { class: "found-list plain" }, warning.found.map((line) => el("li", {}, masked(line)))),
    clauses(warning.clauses),
    warning.stale && el("p", { class: "state" }, warning.stale),
    warning.answer && el("p", { class: "state" }, warning.answer),
    !settled && warning.next && warning.next !== `${EYEBROW}.` && el("p", { class: "small muted" }, warning.next),
    ui.reasoning && warning.buttons.length ? reasonForm(post, ui, acts) : buttons(post, ui, acts),
    why(warning.why, ui),
  );
}

export function drawNotice(notice, style, label) {
  return el(
    "section",
    { class: style, "aria-label": label },
    el("h3", {}, notice.headline),
    notice.next && el("p", {}, notice.next),
    clauses(notice.clauses),
  );
}

// "a card number: ••••••" with the mask as an ink bar.
export function masked(line) {
  const parts = line.split(MASK);
  return parts.flatMap((part, n) =>
    n === parts.length - 1 ? [part] : [part, el("span", { class: "masked", "aria-label": "hidden" }, MASK)],
  );
}

export function clauses(cited) {
  if (!cited.length) return "";
  const shown = cited.slice(0, CLAUSES_SHOWN).map(clause);
  const more = cited.slice(CLAUSES_SHOWN).map(clause);
  if (!more.length) return el("div", { class: "clauses" }, shown);
  const title = more.length === 1 ? "One more clause" : `${more.length} more clauses`;
  return el("div", { class: "clauses" }, shown, el("details", {}, el("summary", {}, title), more));
}

function clause({ citation, asks, url }) {
  const cite = url
    ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, citation)
    : citation;
  return el("div", { class: "clause" }, el("cite", {}, cite), el("p", {}, asks));
}

function buttons(post, ui, acts) {
  const styles = { remove: "primary", needed: "", not_confidential: "" };
  return el(
    "div",
    { class: "answers" },
    post.warning.buttons.map(({ kind, label }) =>
      button(
        label,
        () => {
          if (kind !== "needed") return acts.answer(post, kind);
          ui.reasoning = true;
          acts.redraw(post.id, "textarea");
        },
        styles[kind],
      ),
    ),
  );
}

function reasonForm(post, ui, acts) {
  const field = el("textarea", {
    id: `reason-${post.id}`,
    rows: "2",
    maxlength: "500",
    required: true,
    oninput: () => (ui.reason = field.value),
  });
  field.value = ui.reason || "";
  const send = (event) => {
    event.preventDefault();
    ui.reasoning = false;
    acts.answer(post, "needed", field.value);
  };
  const back = () => {
    ui.reasoning = false;
    acts.redraw(post.id, ".answers button");
  };
  return el(
    "form",
    { class: "reason", onsubmit: send },
    el("label", { for: field.id }, "It is needed, because…"),
    field,
    el(
      "div",
      { class: "answers" },
      el("button", { class: "button primary", type: "submit" }, "Record this"),
      button("Back", back, "quiet"),
    ),
  );
}

function why(reasons, ui) {
  const details = el(
    "details",
    { class: "why", open: ui.why, ontoggle: () => (ui.why = details.open) },
    el("summary", {}, "Why this warning"),
    reasons.rules.map(rule),
    facts("What prevailed", reasons.prevailing.map((p) => [p.dimension, prevailing(p)])),
    facts("What was done", reasons.done.map((d) => [d.what, `${d.status}${d.detail ? `: ${d.detail}` : ""}`])),
    facts("Not checked", reasons.unfinished.map((what) => ["", what])),
  );
  return details;
}

const prevailing = ({ value, won, over }) =>
  `${value.replaceAll("_", " ")}, by ${won}${over.length ? `; stricter than ${over.join(", ")}` : ""}`;

function rule({ rule: name, severity, grave, because, findings }) {
  const seen = findings.map((f) =>
    el("li", {}, `${f.what} ${f.where}`.trim(), ` · ${Math.round(f.confidence * 100)} % sure · ${f.because}`),
  );
  const meter = el("span", { class: "meter", "aria-hidden": "true" }, [1, 2, 3, 4].map(() => el("i")));
  return el(
    "div",
    { class: "rule" },
    el(
      "p",
      { class: "cluster" },
      el("span", { class: "evidence" }, name),
      el("span", { class: "severity", "data-level": String(severity) }, meter, grave),
    ),
    el("p", { class: "small" }, because),
    seen.length && el("ul", { class: "small" }, seen),
  );
}

function facts(title, rows) {
  if (!rows.length) return "";
  return el(
    "div",
    {},
    el("h4", {}, title),
    el("dl", { class: "facts small" }, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
  );
}
