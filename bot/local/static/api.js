// Speaks to the chat's edge as the chosen person.

export function apiFor(person) {
  const headers = { "X-Chat-Person": person };

  async function post(path, options) {
    const answer = await fetch(`/chat${path}`, { method: "POST", ...options });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(said.error || `The chat answered ${answer.status}.`);
    return said;
  }

  const postJson = (path, body) =>
    post(path, { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) });

  return {
    send: (message) => postJson("/messages", message),
    edit: (id, text) => postJson(`/messages/${id}/edit`, { text }),
    remove: (id) => post(`/messages/${id}/delete`, { headers }),
    answer: (id, kind, reason = "") => postJson(`/messages/${id}/answer`, { kind, reason }),
    upload: (file) =>
      post("/files", {
        headers: {
          ...headers,
          "Content-Type": file.type || "application/octet-stream",
          "X-File-Name": encodeURIComponent(file.name),
        },
        body: file,
      }),
    choose: (policies) => postJson("/policies", { policies }),
    script: (order) => postJson("/script", order),
    reset: () => post("/reset", { headers }),
  };
}

// Follows what one person may see; the browser reconnects by itself and gets everything anew.
export function follow(person, hear) {
  const source = new EventSource(`/chat/stream?as=${encodeURIComponent(person)}`);
  for (const name of ["all", "post", "note", "policies", "script"]) {
    source.addEventListener(name, (event) => hear[name](JSON.parse(event.data)));
  }
  source.addEventListener("error", () => hear.lost());
  return () => source.close();
}
