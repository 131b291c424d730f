// A camera's picture with its boxes. A picture and the boxes on it are always of the same frame.

import { statusText, time } from "/live.js";

const SVG = "http://www.w3.org/2000/svg";
const GENDER = { FEMALE: "F", MALE: "M", UNKNOWN: "?" };

export class Stage {
  /** @param {HTMLElement} element the empty box that is filled */
  constructor(element, interval) {
    this.element = element;
    this.interval = interval;
    this.image = null;
    this.loading = false;
    this.nextLoad = 0;
    this.svg = svg("svg", { role: "img", "aria-label": "No picture yet" });
    this.note = document.createElement("p");
    this.note.className = "stage-note";
    element.append(this.svg, this.note);
  }

  /** Shows the newest state of a camera; pictures is ON, BLUR or OFF. */
  show(camera, pictures) {
    this.element.dataset.status = camera.status;
    this.shape(camera.live);
    this.places = camera.places;
    this.tell(camera, pictures);
    if (!camera.live || camera.live.outcome === "UNDECODABLE") {
      return;
    }
    if (pictures === "OFF") {
      this.clear();
      this.draw(camera.live, true);
    } else {
      this.load(camera);
    }
  }

  shape(live) {
    if (live && live.frameWidth > 0 && live.frameHeight > 0) {
      this.element.style.aspectRatio = `${live.frameWidth} / ${Math.max(live.frameHeight, live.frameWidth / 2.4)}`;
    }
  }

  tell(camera, pictures) {
    let text = "";
    if (["DARK", "UNKNOWN", "UNREADABLE"].includes(camera.status)) {
      text = statusText(camera);
    } else if (!this.image && pictures !== "OFF") {
      text = camera.status === "ENDED" ? statusText(camera) : "Waiting for a picture …";
    }
    if (this.note.textContent !== text) {
      this.note.textContent = text;
    }
    this.note.hidden = text === "";
  }

  clear() {
    if (this.image) {
      this.image.remove();
      this.image = null;
    }
  }

  /** One picture at a time, not more often than the interval, none while nobody looks. */
  load(camera) {
    const live = camera.live;
    const frame = `${live.streamId}/${live.sequence}`;
    if (this.loading || document.hidden || Date.now() < this.nextLoad || frame === this.frame) {
      return;
    }
    this.loading = true;
    this.nextLoad = Date.now() + this.interval;
    const query = new URLSearchParams({ streamId: live.streamId, sequence: live.sequence });
    const image = new Image();
    image.alt = "";
    image.addEventListener("load", () => {
      this.loading = false;
      this.frame = frame;
      if (this.image) {
        this.image.replaceWith(image);
      } else {
        this.element.prepend(image);
      }
      this.image = image;
      this.draw(live, false);
      this.tell(camera, "ON");
    });
    image.addEventListener("error", () => {
      this.loading = false;
    });
    image.src = `/api/cameras/${encodeURIComponent(camera.id)}/frame.jpg?${query}`;
  }

  draw(live, silhouettes) {
    this.svg.setAttribute("viewBox", `0 0 ${live.frameWidth} ${live.frameHeight}`);
    this.svg.dataset.sequence = live.sequence;
    this.svg.dataset.streamId = live.streamId;
    this.svg.setAttribute("aria-label", words(live));
    const scale = Math.max(live.frameWidth / Math.max(this.element.clientWidth, 1), 0.2);
    const parts = places(this.places, live, scale);
    for (const face of live.faces) {
      if (silhouettes) {
        parts.push(silhouette(face));
      }
      parts.push(svg("rect", {
        class: `box ${face.gender}`, x: face.x, y: face.y, width: face.width, height: face.height, rx: 4 * scale,
      }));
      parts.push(...plate(face, live, scale));
    }
    this.svg.replaceChildren(...parts);
  }
}

/** Zones and lines below the boxes; of a line the end of a short stroke is on the side that is in. */
function places(all, live, scale) {
  if (!all) {
    return [];
  }
  const at = ([x, y]) => [x * live.frameWidth, y * live.frameHeight];
  const named = (name, [x, y]) => {
    const size = 13 * scale;
    const text = svg("text", { class: "place-name", "font-size": size,
      x: Math.min(x + size * 0.4, Math.max(0, live.frameWidth - name.length * size * 0.62)),
      y: Math.min(Math.max(y + size * 1.2, size), live.frameHeight - size * 0.3) });
    text.textContent = name;
    return text;
  };
  const parts = [];
  for (const zone of all.zones) {
    const corners = zone.polygon.map(at);
    parts.push(svg("polygon", { class: "zone", points: corners.map((corner) => corner.join()).join(" ") }));
    parts.push(named(zone.name, corners.reduce((one, other) => other[0] + other[1] < one[0] + one[1] ? other : one)));
  }
  for (const line of all.lines) {
    const [from, to] = [at(line.from), at(line.to)];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const side = (line.inside === "LEFT" ? 16 : -16) * scale / length;
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    parts.push(svg("path", { class: "line",
      d: `M ${from.join(" ")} L ${to.join(" ")} M ${middle.join(" ")}`
        + ` l ${(to[1] - from[1]) * side} ${(from[0] - to[0]) * side}` }));
    parts.push(named(line.name, from));
  }
  return parts;
}

/** What a label says: track number, gender, age, as far as they are known. */
export function label(face) {
  const parts = face.track === null ? [] : ["#" + face.track];
  parts.push(GENDER[face.gender] || "?");
  if (face.age !== null) {
    parts.push(String(Math.round(face.age)));
  }
  return parts.join(" ");
}

function words(live) {
  const faces = live.faces.map((face) => {
    const gender = { FEMALE: "woman", MALE: "man" }[face.gender] || "gender unknown";
    return `${face.track === null ? "" : "track " + face.track + ", "}${gender}${face.age === null ? "" : ", about " + Math.round(face.age)}`;
  });
  const many = live.people === 1 ? "1 face" : live.people + " faces";
  return `${many} at ${time(live.capturedAt)}${faces.length ? ": " + faces.join("; ") : ""}`;
}

function plate(face, live, scale) {
  const text = label(face);
  const size = 14 * scale;
  const width = (text.length * 0.62 + 0.9) * size;
  const height = size * 1.45;
  const above = face.y - height >= 0;
  const x = Math.min(Math.max(0, face.x), Math.max(0, live.frameWidth - width));
  const y = above ? face.y - height : Math.min(face.y + face.height, live.frameHeight - height);
  const written = svg("text", { x: x + size * 0.45, y: y + size * 1.08, "font-size": size });
  written.textContent = text;
  return [svg("rect", { class: `plate ${face.gender}`, x, y, width, height, rx: 3 * scale }), written];
}

/** Head and shoulders where a face is. */
function silhouette(face) {
  const middle = face.x + face.width / 2;
  const top = face.y + face.height;
  const wide = face.width * 1.05;
  return svg("path", {
    class: `silhouette ${face.gender}`,
    d: `M ${middle - face.width / 2} ${face.y + face.height / 2}`
      + ` a ${face.width / 2} ${face.height / 2} 0 1 1 ${face.width} 0`
      + ` a ${face.width / 2} ${face.height / 2} 0 1 1 ${-face.width} 0 Z`
      + ` M ${middle - wide} ${top + face.height * 0.9}`
      + ` a ${wide} ${face.height * 0.8} 0 0 1 ${2 * wide} 0 Z`,
  });
}

function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}
