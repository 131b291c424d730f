// A camera's picture with its boxes. A picture and the boxes on it are always of the same frame.

import { around, beside, inCorners, place } from "/labels.js";
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
    const frame = { width: live.frameWidth, height: live.frameHeight };
    const { parts, taken } = places(this.places, frame, scale);
    const spots = place(live.faces.map((face) => plateOf(face, scale)), frame, live.faces, taken);
    live.faces.forEach((face, number) => {
      if (silhouettes) {
        parts.push(silhouette(face));
      }
      parts.push(svg("rect", {
        class: `box ${face.gender}`, x: face.x, y: face.y, width: face.width, height: face.height, rx: 4 * scale,
      }));
      if (spots[number]) {
        parts.push(...plate(face, spots[number], scale));
      }
    });
    this.svg.replaceChildren(...parts);
  }
}

/** Zones and lines below the boxes, and where their names are; of a line the end of a short stroke is on the side that is in. */
export function places(all, frame, scale) {
  if (!all) {
    return { parts: [], taken: [] };
  }
  const at = ([x, y]) => [x * frame.width, y * frame.height];
  const size = 13 * scale;
  const room = size * 0.35;
  const named = (name, spotsOf) => {
    const width = name.length * size * 0.64;
    const height = size * 1.25;
    return { name, width, height, spots: spotsOf(width, height) };
  };
  const parts = [];
  const names = [];
  for (const zone of all.zones) {
    const corners = zone.polygon.map(at);
    parts.push(svg("polygon", { class: "zone", points: corners.map((corner) => corner.join()).join(" ") }));
    names.push(named(zone.name, (width, height) => inCorners(corners, width, height, room)));
  }
  for (const line of all.lines) {
    const [from, to] = [at(line.from), at(line.to)];
    parts.push(svg("path", { class: "line", d: linePath(from, to, line.inside, scale) }));
    names.push(named(line.name, (width, height) => beside(from, to, width, height, room)));
  }
  const taken = place(names, frame, []).map((spot, number) => spot || spotWithin(names[number], frame));
  names.forEach((name, number) => {
    const text = svg("text", { class: "place-name", "font-size": size, x: taken[number].x, y: taken[number].y + size });
    text.textContent = name.name;
    parts.push(text);
  });
  return { parts, taken };
}

/** Where a name goes that has no free spot: people must know what a zone is called. */
function spotWithin({ width, height, spots: [[x, y]] }, frame) {
  const within = (value, most) => Math.min(Math.max(0, value), Math.max(0, most));
  return { x: within(x, frame.width - width), y: within(y, frame.height - height), width, height };
}

/** A line with a short stroke from its middle to the side that is in. */
export function linePath(from, to, inside, scale) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const side = (inside === "LEFT" ? 16 : -16) * scale / length;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return `M ${from.join(" ")} L ${to.join(" ")} M ${middle.join(" ")}`
    + ` l ${(to[1] - from[1]) * side} ${(from[0] - to[0]) * side}`;
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

function plateOf(face, scale) {
  const size = 14 * scale;
  const width = (label(face).length * 0.62 + 0.9) * size;
  const height = size * 1.45;
  return { width, height, spots: around(face, width, height), own: face };
}

function plate(face, spot, scale) {
  const size = 14 * scale;
  const written = svg("text", { x: spot.x + size * 0.45, y: spot.y + size * 1.08, "font-size": size });
  written.textContent = label(face);
  return [svg("rect", { class: `plate ${face.gender}`, ...spot, rx: 3 * scale }), written];
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

export function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}
