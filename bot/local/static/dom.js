// Builds elements. Text only ever becomes text: nothing here takes markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child instanceof Node || (typeof child === "string" && child)));
  return node;
}

export const byId = (id) => document.getElementById(id);

// Fills a box anew and puts the focus back on the control that had it.
export function refill(box, ...children) {
  const named = (control) => control.value || control.dataset.place;
  const held = box.contains(document.activeElement) && named(document.activeElement);
  box.replaceChildren(...children.filter(Boolean));
  if (held) [...box.querySelectorAll("input, button")].find((control) => named(control) === held)?.focus();
}

export const button = (label, onclick, style = "") =>
  el("button", { type: "button", class: `button ${style}`, onclick }, label);

export const textButton = (label, onclick) =>
  el("button", { type: "button", class: "link", onclick }, label);

export const clock = (iso) =>
  new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
