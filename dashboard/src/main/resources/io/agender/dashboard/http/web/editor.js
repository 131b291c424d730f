// The editor of a camera's zones and lines: by mouse, by touch, and by keys alone.

import {
  MOST, Steps, add, addCorner, draftOf, isSimple, mistakes, move, movePoint, pointsOf, remove, removeCorner, rename, same, turn,
} from "/draft.js";
import { DAYS, datesText, daysText, readHours } from "/hours.js";
import { beside, inCorners, place as placeLabels } from "/labels.js";
import { show, time } from "/live.js";
import { linePath, svg } from "/stage.js";

const NEAR = 14; // pixels of the screen within which a click means a point
const STEP = 0.005; // of the picture, for an arrow key; with Shift ten times that
const TRIES = 40; // for a picture, with a pause
const PAUSE = 700;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const WORD = { zones: "zone", lines: "line" };

const id = decodeURIComponent(location.pathname.split("/").slice(-2)[0]);
const address = "/api/cameras/" + encodeURIComponent(id);
const element = (name) => document.getElementById(name);
const stage = element("drawing");
const canvas = svg("svg", { role: "group", tabindex: -1 });

let frame = { width: 1280, height: 720 };
let settings = null;
let steps = new Steps(draftOf(null));
let seen = 0; // number of the newest version that the draft was made in sight of
let saved = steps.now; // what the newest version says
let selected = null; // {kind, index}
let drawing = null; // {kind, points, cursor}
let dragged = null;
let transient = null; // the draft while something is dragged
let busy = false;
let hoursMistake = "";

document.title = `Zones and lines of ${id} · Agender Streams`;
element("name").textContent = id;
element("camera").textContent = id;
element("camera").href = "/cameras/" + encodeURIComponent(id);
stage.append(canvas);

function draft() {
  return transient || steps.now;
}

function scale() {
  return Math.max(frame.width / Math.max(stage.clientWidth, 1), 0.2);
}

function at([x, y]) {
  return [x * frame.width, y * frame.height];
}

function percent(point) {
  return `${(point[0] * 100).toFixed(1)} % from the left, ${(point[1] * 100).toFixed(1)} % from the top`;
}

function say(text) {
  const said = element("said");
  said.textContent = said.textContent === text ? text + "\u00a0" : text;
}

/** Takes a step and shows it. */
function take(next, text, what = "") {
  if (steps.take(next, what)) {
    say(text);
  }
  render();
}

// The picture

function render() {
  const keep = focusKey();
  renderCanvas();
  renderPlaces();
  renderState();
  if (keep) {
    focus(keep);
  }
}

function focusKey() {
  const active = document.activeElement;
  return active && active.closest ? active.closest("[data-key]")?.dataset.key : null;
}

function focus(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target && target !== document.activeElement) {
    target.focus({ preventScroll: true });
  }
}

function renderCanvas() {
  const size = scale();
  canvas.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
  canvas.setAttribute("aria-label", drawing ? `Drawing a ${WORD[drawing.kind]}` : "The camera’s picture with its zones and lines");
  canvas.setAttribute("tabindex", drawing ? 0 : -1);
  stage.classList.toggle("busy", drawing !== null);
  const parts = [];
  const names = [];
  for (const kind of ["zones", "lines"]) {
    draft()[kind].forEach((one, index) => {
      const points = pointsOf(draft(), { kind, index }).map(at);
      parts.push(placePart(kind, index, one, points, size));
      names.push(nameSpot(kind, one.name, points, size));
    });
  }
  const spots = placeLabels(names, frame, []);
  names.forEach((name, number) => {
    const spot = spots[number] || { x: name.spots[0][0], y: Math.max(0, name.spots[0][1]) };
    const text = svg("text", { class: "place-name", "font-size": 13 * size, x: spot.x, y: spot.y + 13 * size });
    text.textContent = name.text;
    parts.push(text);
  });
  if (selected && !drawing) {
    parts.push(...handles(size));
  }
  if (drawing) {
    parts.push(...sketch(size));
  }
  canvas.replaceChildren(...parts);
}

function nameSpot(kind, text, points, size) {
  const width = text.length * 13 * 0.64 * size;
  const height = 13 * 1.25 * size;
  const spots = kind === "zones" ? inCorners(points, width, height, 8 * size) : beside(...points, width, height, 8 * size);
  return { text, width, height, spots };
}

function isSelected(kind, index) {
  return selected !== null && selected.kind === kind && selected.index === index;
}

function placePart(kind, index, one, points, size) {
  const part = svg("g", {
    class: `place${isSelected(kind, index) ? " selected" : ""}`, "data-place": index, "data-kind": kind, role: "button",
    "data-key": `${kind}-${index}`, tabindex: drawing ? -1 : 0, "aria-pressed": isSelected(kind, index),
    "aria-label": `${WORD[kind]} ${one.name}, ${points.length} points`,
  });
  const outline = points.map((point) => point.join()).join(" ");
  if (kind === "zones") {
    part.append(svg("polygon", { class: "zone", points: outline }), svg("polygon", { class: "grip", points: outline }));
  } else {
    part.append(svg("path", { class: "line", d: linePath(...points, one.inside, size) }),
      svg("polyline", { class: "grip", points: outline }));
  }
  return part;
}

function handles(size) {
  const points = pointsOf(draft(), selected);
  const zone = selected.kind === "zones";
  const name = draft()[selected.kind][selected.index].name;
  const parts = [];
  if (zone && !dragged) {
    points.forEach((point, number) => {
      const next = points[(number + 1) % points.length];
      parts.push(handle([(point[0] + next[0]) / 2, (point[1] + next[1]) / 2], size, { class: "handle between",
        "data-between": number, "aria-hidden": true }, 4.5, 13));
    });
  }
  points.forEach((point, number) => {
    parts.push(handle(point, size, { class: "handle", "data-point": number, "data-key": `point-${number}`, tabindex: 0,
      role: "button", "aria-label": `${zone ? `Corner ${number + 1} of ${points.length}` : number === 0 ? "Begin" : "End"} of ${
        WORD[selected.kind]} ${name}, ${percent(point)}`, "aria-describedby": "hint" }, 7.5, 20));
  });
  return parts;
}

function handle(point, size, attributes, radius, reach) {
  const [cx, cy] = at(point);
  const part = svg("g", attributes);
  part.append(svg("circle", { class: "reach", cx, cy, r: reach * size }), svg("circle", { class: "dot", cx, cy, r: radius * size }));
  return part;
}

function sketch(size) {
  const points = [...drawing.points, drawing.cursor].map(at);
  const parts = [svg(drawing.kind === "zones" && drawing.points.length > 1 ? "polygon" : "polyline",
    { class: "sketch", points: points.map((point) => point.join()).join(" ") })];
  for (const point of drawing.points) {
    const [cx, cy] = at(point);
    parts.push(svg("circle", { class: "sketch", cx, cy, r: 6 * size }));
  }
  const [x, y] = at(drawing.cursor);
  const arm = 14 * size;
  parts.push(svg("path", { class: "cross", d: `M ${x - arm} ${y} H ${x + arm} M ${x} ${y - arm} V ${y + arm}` }));
  return parts;
}

function renderState() {
  element("finish").hidden = element("cancel").hidden = drawing === null;
  for (const [name, kind] of [["add-zone", "zones"], ["add-line", "lines"]]) {
    element(name).setAttribute("aria-pressed", String(drawing !== null && drawing.kind === kind));
    element(name).disabled = steps.now[kind].length >= MOST;
  }
  element("undo").disabled = steps.before.length === 0 || drawing !== null;
  element("redo").disabled = steps.after.length === 0 || drawing !== null;
  show("hint", hint());
  const why = whyNot();
  element("save").setAttribute("aria-disabled", String(why !== ""));
  show("save-text", why);
}

function hint() {
  if (drawing && drawing.kind === "zones") {
    return "Click or tap each corner, and end at the first one or with Finish. By keys: arrows move the cross, Enter sets a corner,"
      + " F finishes, Backspace takes one back, Escape ends without a zone.";
  }
  if (drawing) {
    return "Click or tap where the line begins and where it ends. By keys: arrows move the cross, Enter sets a point, Escape ends"
      + " without a line.";
  }
  if (selected && selected.kind === "zones") {
    return "Drag a corner, or a small point between two for a new one, or the whole zone. By keys: Tab goes to the corners, arrows"
      + " move (with Shift farther), + adds a corner after, Delete takes away.";
  }
  if (selected) {
    return "Drag an end, or the whole line; its stroke points to the side that is in. By keys: Tab goes to the ends, arrows move (with"
      + " Shift farther), S swaps the sides, Delete takes it away.";
  }
  return "Choose a zone or a line to change it, or add one. Tab goes to each; Ctrl+Z undoes.";
}

function whyNot() {
  if (!settings) {
    return "The versions are not here yet.";
  }
  if (settings.refusal) {
    return settings.refusal;
  }
  const found = [...mistakes(steps.now), ...(hoursMistake ? [hoursMistake] : [])];
  if (found.length > 0) {
    return found[0];
  }
  if (busy) {
    return "Saving …";
  }
  return same(steps.now, saved) ? (seen === 0 ? "Nothing is drawn yet." : `Nothing has changed since version ${seen}.`) : "";
}

// By mouse and touch

function pointAt(event) {
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(canvas.getScreenCTM().inverse());
  return [Math.min(1, Math.max(0, x / frame.width)), Math.min(1, Math.max(0, y / frame.height))];
}

function distance(one, other) {
  const [a, b] = [at(one), at(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]) / scale();
}

canvas.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || dragged) {
    return;
  }
  const point = pointAt(event);
  if (drawing) {
    event.preventDefault();
    setPoint(point);
    return;
  }
  const grip = event.target.closest("[data-point], [data-between], [data-place]");
  if (!grip) {
    select(null);
    return;
  }
  const begun = { pointer: event.pointerId, from: point, moved: false };
  if (grip.dataset.point !== undefined) {
    dragged = { ...begun, base: steps.now, point: Number(grip.dataset.point) };
  } else if (grip.dataset.between !== undefined) {
    const base = addCorner(steps.now, selected, Number(grip.dataset.between));
    if (base === steps.now) {
      return;
    }
    dragged = { ...begun, base, point: Number(grip.dataset.between) + 1 };
  } else {
    const before = selected;
    select({ kind: grip.dataset.kind, index: Number(grip.dataset.place) });
    if (event.pointerType !== "mouse" && !same(before, selected)) {
      return; // a finger that passes over the picture scrolls the page
    }
    dragged = { ...begun, base: steps.now, point: null };
  }
  canvas.setPointerCapture(event.pointerId);
  event.preventDefault();
  focus(dragged.point === null ? `${selected.kind}-${selected.index}` : `point-${dragged.point}`);
});

canvas.addEventListener("pointermove", (event) => {
  const point = pointAt(event);
  if (drawing) {
    drawing.cursor = point;
    renderCanvas();
  } else if (dragged && event.pointerId === dragged.pointer) {
    dragged.moved = dragged.moved || distance(point, dragged.from) > 3;
    if (dragged.moved) {
      transient = dragged.point === null
        ? move(dragged.base, selected, [point[0] - dragged.from[0], point[1] - dragged.from[1]])
        : movePoint(dragged.base, selected, dragged.point, point);
      renderCanvas();
    }
  }
});

canvas.addEventListener("pointerup", (event) => {
  if (!dragged || event.pointerId !== dragged.pointer) {
    return;
  }
  const { point } = dragged;
  const next = transient || dragged.base;
  endDrag();
  take(next, point === null ? "Moved." : "Point moved.");
  focus(point === null ? `${selected.kind}-${selected.index}` : `point-${point}`);
});

canvas.addEventListener("pointercancel", () => {
  endDrag();
  render();
});

// A finger that drags a point does not scroll the page as well.
canvas.addEventListener("touchstart", (event) => {
  if (dragged || drawing) {
    event.preventDefault();
  }
}, { passive: false });

function endDrag() {
  dragged = null;
  transient = null;
}

// Drawing

function begin(kind) {
  drawing = { kind, points: [], cursor: [0.5, 0.5] };
  selected = null;
  say(`Drawing a ${WORD[kind]}; the cross is in the middle.`);
  render();
  canvas.focus({ preventScroll: true });
}

function setPoint(point) {
  const { kind, points } = drawing;
  if (kind === "zones" && points.length >= 3 && distance(point, points[0]) < NEAR) {
    finish();
    return;
  }
  if (points.length > 0 && distance(point, points[points.length - 1]) < 3) {
    if (kind === "zones" && points.length >= 3) {
      finish();
    }
    return;
  }
  points.push(point);
  drawing.cursor = point;
  say(`Point ${points.length}, ${percent(point)}.`);
  if (kind === "lines" && points.length === 2) {
    finish();
  } else {
    render();
  }
}

function finish() {
  const { kind, points } = drawing;
  if (points.length < (kind === "zones" ? 3 : 2)) {
    say(`A ${WORD[kind]} takes ${kind === "zones" ? "three" : "two"} points at least.`);
    return;
  }
  drawing = null;
  const next = add(steps.now, kind, points);
  selected = { kind, index: next[kind].length - 1 };
  take(next, kind === "zones" && !isSimple(points) ? "Added; its sides cross." : "Added; give it a name.");
  const name = document.querySelector(`[data-key="name-${kind}-${selected.index}"]`);
  name.focus({ preventScroll: true });
  name.select();
}

function cancel() {
  const { kind } = drawing;
  drawing = null;
  say("Nothing was added.");
  render();
  element(kind === "zones" ? "add-zone" : "add-line").focus();
}

function select(wanted) {
  if (!same(wanted, selected)) {
    selected = wanted;
    render();
  }
}

function drop(place) {
  const { name } = steps.now[place.kind][place.index];
  selected = null;
  take(remove(steps.now, place), `${WORD[place.kind]} ${name} is gone; Ctrl+Z brings it back.`);
  element("add-zone").focus({ preventScroll: true });
}

// By keys

canvas.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (drawing ? drawingKey(event) : changingKey(event)) {
    event.preventDefault();
    event.stopPropagation();
  }
});

function way(event) {
  const arrow = ARROWS[event.key];
  return arrow && arrow.map((one) => one * STEP * (event.shiftKey ? 10 : 1));
}

function drawingKey(event) {
  const arrow = way(event);
  if (arrow) {
    drawing.cursor = drawing.cursor.map((value, axis) => Math.min(1, Math.max(0, value + arrow[axis])));
    say(percent(drawing.cursor));
    renderCanvas();
  } else if (event.key === "Enter" || event.key === " ") {
    setPoint([...drawing.cursor]);
  } else if (event.key === "Backspace") {
    drawing.points.pop();
    say("The last point is taken back.");
    render();
  } else if (event.key === "f" || event.key === "F") {
    finish();
  } else if (event.key === "Escape") {
    cancel();
  } else {
    return false;
  }
  return true;
}

function changingKey(event) {
  const target = event.target.closest("[data-point], [data-place]");
  if (event.key === "Escape" && selected) {
    const key = `${selected.kind}-${selected.index}`;
    select(null);
    focus(key);
    return true;
  }
  if (!target) {
    return false;
  }
  const point = target.dataset.point === undefined ? null : Number(target.dataset.point);
  const place = point === null ? { kind: target.dataset.kind, index: Number(target.dataset.place) } : selected;
  const arrow = way(event);
  if (arrow) {
    select(place);
    if (point === null) {
      take(move(steps.now, place, arrow), "Moved.", `move ${place.kind} ${place.index}`);
    } else {
      const [x, y] = pointsOf(steps.now, place)[point];
      const next = movePoint(steps.now, place, point, [x + arrow[0], y + arrow[1]]);
      take(next, percent(pointsOf(next, place)[point]), `move ${place.kind} ${place.index} ${point}`);
    }
  } else if (event.key === "Enter" || event.key === " ") {
    select(place);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    deleteKey(place, point);
  } else if ((event.key === "+" || event.key === "Insert") && point !== null && place.kind === "zones") {
    take(addCorner(steps.now, place, point), "A corner more.");
    focus(`point-${point + 1}`);
  } else if ((event.key === "s" || event.key === "S") && place.kind === "lines") {
    take(turn(steps.now, place), "The other side is in.");
  } else {
    return false;
  }
  return true;
}

function deleteKey(place, point) {
  if (point === null || place.kind === "lines") {
    drop(place);
    return;
  }
  const next = removeCorner(steps.now, place, point);
  if (next === steps.now) {
    say("A zone has three corners at least; delete the zone itself in the list.");
    return;
  }
  take(next, "A corner less.");
  focus(`point-${Math.min(point, pointsOf(next, place).length - 1)}`);
}

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches("input:not([type=checkbox], [type=radio]), textarea");
  if (drawing || writing || !(event.ctrlKey || event.metaKey)) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) {
    event.preventDefault();
    undo();
  } else if (key === "y" || key === "z") {
    event.preventDefault();
    redo();
  }
});

function undo() {
  step(steps.undo(), "Undone.");
}

function redo() {
  step(steps.redo(), "Done again.");
}

function step(done, text) {
  if (done) {
    if (selected && selected.index >= steps.now[selected.kind].length) {
      selected = null;
    }
    say(text);
    showHours();
    render();
  }
}

// The list

/** Rows are made anew when there are more or fewer, else changed in place, so that who types in one goes on typing. */
function renderPlaces() {
  const list = element("places");
  const all = ["zones", "lines"].flatMap((kind) => steps.now[kind].map((one, index) => ({ kind, index, one })));
  const key = all.map(({ kind }) => kind).join();
  element("places-text").hidden = all.length > 0;
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...all.map(({ kind, index }) => row(kind, index)));
  }
  all.forEach(({ kind, index, one }, number) => {
    const item = list.children[number];
    const chosen = isSelected(kind, index);
    item.toggleAttribute("aria-current", chosen);
    if (chosen) {
      item.setAttribute("aria-current", "true");
    }
    const name = item.querySelector("input");
    if (name.dataset.name !== one.name) {
      name.dataset.name = name.value = one.name;
    }
    const [choose, ...others] = item.querySelectorAll("button");
    choose.setAttribute("aria-pressed", String(chosen));
    choose.setAttribute("aria-label", `Choose ${WORD[kind]} ${one.name}`);
    if (kind === "lines") {
      others[0].setAttribute("aria-label", `Make the other side of line ${one.name} the one that is in`);
    }
    others[others.length - 1].setAttribute("aria-label", `Delete ${WORD[kind]} ${one.name}`);
  });
}

function row(kind, index) {
  const item = document.createElement("li");
  const choose = button(WORD[kind], `choose-${kind}-${index}`, () => select({ kind, index }));
  choose.className = "kind";
  const name = document.createElement("input");
  name.maxLength = 60;
  name.dataset.key = `name-${kind}-${index}`;
  name.setAttribute("aria-label", `Name of the ${WORD[kind]}`);
  name.addEventListener("change", () => take(rename(steps.now, { kind, index }, name.value), "Renamed."));
  name.addEventListener("focus", () => select({ kind, index }));
  item.append(choose, name);
  if (kind === "lines") {
    item.append(button("Swap sides", `turn-${index}`, () => take(turn(steps.now, { kind, index }), "The other side is in.")));
  }
  item.append(button("Delete", `delete-${kind}-${index}`, () => drop({ kind, index })));
  return item;
}

function button(text, key, act) {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = text;
  one.dataset.key = key;
  one.addEventListener("click", act);
  return one;
}

// Place and hours

const hourFields = DAYS.map((day) => field(day[0] + day.slice(1).toLowerCase(), "day-" + day.toLowerCase(), "input"));
const dateField = field("Other dates", "dates", "textarea");
dateField.placeholder = "2026-12-24: 09:00-13:00\n2026-12-25: closed";

function field(label, name, kind) {
  const text = document.createElement("label");
  text.htmlFor = name;
  text.textContent = label;
  const input = document.createElement(kind);
  input.id = name;
  input.placeholder = "closed";
  input.addEventListener("change", takeHours);
  element("hours").append(text, input);
  return input;
}

function showHours() {
  const { site, timeZone, openingHours } = steps.now;
  element("site").value = site || "";
  element("zone").value = timeZone || "";
  element("hours-known").checked = openingHours !== null;
  element("hours").hidden = openingHours === null;
  const hours = openingHours || { week: [], dates: [] };
  daysText(hours).forEach((text, number) => {
    hourFields[number].value = text;
  });
  dateField.value = datesText(hours.dates);
  tellHours("", null);
}

function tellHours(sentence, wrong) {
  hoursMistake = sentence;
  [...hourFields, dateField].forEach((input) => input.setAttribute("aria-invalid", String(input === wrong)));
  element("hours-mistake").hidden = sentence === "";
  show("hours-mistake", sentence);
}

function takeHours(event) {
  const known = element("hours-known").checked;
  element("hours").hidden = !known;
  try {
    const hours = known ? readHours(hourFields.map((input) => input.value), dateField.value) : null;
    tellHours("", null);
    take({ ...steps.now, openingHours: hours }, "Opening hours changed.");
  } catch (e) {
    tellHours(e.message, event.target);
    renderState();
  }
}

element("hours-known").addEventListener("change", takeHours);
for (const [name, part] of [["site", "site"], ["zone", "timeZone"]]) {
  element(name).addEventListener("change", () => {
    take({ ...steps.now, [part]: element(name).value.trim() || null }, "Changed.");
  });
}
element("zones").append(...Intl.supportedValuesOf("timeZone").map((name) => new Option(name)));

// Versions

function showSettings(next) {
  settings = next;
  const notice = element("notice");
  notice.hidden = !settings.refusal;
  show("notice", settings.refusal || "");
  const newest = settings.versions[settings.versions.length - 1];
  show("version", newest ? `Version ${newest.version} is the newest` : "No version yet");
  element("history").replaceChildren(...[...settings.versions].reverse().map(versionRow));
  show("history-text", newest ? "" : "What you save first is version 1.");
}

function versionRow(version) {
  const item = document.createElement("li");
  item.dataset.version = version.version;
  const text = document.createElement("div");
  const name = document.createElement("strong");
  name.textContent = `Version ${version.version}`;
  text.append(name);
  if (version.version === settings.valid) {
    const badge = document.createElement("span");
    badge.className = "badge";
    badge.textContent = "valid now";
    text.append(badge);
  }
  const more = document.createElement("small");
  more.textContent = `${many(version.zones.length, "zone")}, ${many(version.lines.length, "line")}, valid from ${
    Date.parse(version.validFrom) === 0 ? "the beginning" : time(version.validFrom)}, ${
    version.drawn ? "drawn here" : "from a file"} ${time(version.appliedAt)}`;
  text.append(more);
  const taking = button("Take as draft", `take-${version.version}`, () => {
    selected = null;
    take(draftOf(version), `Version ${version.version} is the draft now; Ctrl+Z brings yours back.`);
    showHours();
    render();
  });
  taking.setAttribute("aria-label", `Take version ${version.version} as the draft`);
  item.append(text, taking);
  return item;
}

function many(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** From now on the draft is compared with the newest version. */
function basedOn(next) {
  showSettings(next);
  seen = settings.newest;
  saved = draftOf(settings.versions[settings.versions.length - 1]);
}

async function load() {
  const answer = await fetch(address + "/settings").catch(() => null);
  return answer && answer.ok ? answer.json() : Promise.reject(new Error(await sentence(answer)));
}

async function sentence(answer) {
  const told = answer && await answer.json().catch(() => null);
  return told && told.error ? told.error : "The dashboard does not answer; the draft is still here.";
}

// Saving

function result(lines, bad) {
  element("result").replaceChildren(...lines.map((line) => {
    const text = document.createElement("p");
    text.textContent = line;
    text.classList.toggle("bad", bad);
    return text;
  }));
}

async function save() {
  if (whyNot() !== "") {
    say(whyNot());
    return;
  }
  let validFrom = null;
  if (element("from-time").checked) {
    const chosen = new Date(element("time").value);
    if (Number.isNaN(chosen.getTime())) {
      result(["Say from which time on it is valid."], true);
      element("time").focus();
      return;
    }
    validFrom = chosen.toISOString();
  }
  const sent = steps.now;
  busy = true;
  element("conflict").hidden = true;
  renderState();
  const answer = await fetch(address + "/settings", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ seen, validFrom, ...sent }),
  }).catch(() => null);
  busy = false;
  if (answer && answer.ok) {
    const { written, warnings, settings: next } = await answer.json();
    basedOn(next);
    const newest = next.versions[next.versions.length - 1];
    result([written ? `Saved as version ${newest.version}, valid from ${time(newest.validFrom)}.`
      : `Version ${newest.version} says the same already.`, ...warnings], false);
  } else {
    const told = await sentence(answer);
    const conflict = answer !== null && answer.status === 409;
    result([told + (conflict ? " Your draft is still here." : "")], true);
    if (conflict) {
      element("conflict").hidden = false;
      await showTheirs();
    }
  }
  render();
}

/** What the topic has comes to the page's server a moment later than to who was told of it. */
async function showTheirs() {
  for (let tries = 0; tries < 20; tries++) {
    const next = await load().catch(() => null);
    if (next && next.newest !== seen) {
      showSettings(next);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

element("save").addEventListener("click", save);
element("theirs").addEventListener("click", () => {
  const mine = steps.now;
  basedOn(settings);
  selected = null;
  take(saved, "The new version is the draft now; Ctrl+Z brings yours back.");
  result([same(mine, saved) ? "This is it." : "This is the new version; Undo brings your draft back."], false);
  element("conflict").hidden = true;
  showHours();
  render();
});
element("mine").addEventListener("click", () => {
  basedOn(settings);
  result([`Your draft would follow version ${seen} now.`], false);
  element("conflict").hidden = true;
  render();
});
for (const name of ["from-now", "from-time"]) {
  element(name).addEventListener("change", () => {
    element("time").disabled = element("from-now").checked;
    if (!element("time").disabled && element("time").value === "") {
      const now = new Date();
      element("time").value = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
    }
  });
}
element("add-zone").addEventListener("click", () => begin("zones"));
element("add-line").addEventListener("click", () => begin("lines"));
element("finish").addEventListener("click", finish);
element("cancel").addEventListener("click", cancel);
element("undo").addEventListener("click", undo);
element("redo").addEventListener("click", redo);
element("newer").addEventListener("click", () => loadPicture(TRIES));
addEventListener("beforeunload", (event) => {
  if (!same(steps.now, saved)) {
    event.preventDefault();
  }
});
new ResizeObserver(() => renderCanvas()).observe(stage);

// The camera's newest picture

async function loadPicture(tries) {
  const answer = await fetch(address).catch(() => null);
  const camera = answer && answer.ok ? await answer.json() : null;
  const live = camera && camera.live;
  if (live && live.frameWidth > 0 && live.frameHeight > 0) {
    frame = { width: live.frameWidth, height: live.frameHeight };
    stage.style.aspectRatio = `${frame.width} / ${frame.height}`;
    renderCanvas();
    const image = new Image();
    image.alt = "";
    image.addEventListener("load", () => {
      stage.querySelector("img")?.remove();
      stage.prepend(image);
    });
    image.addEventListener("error", () => again(tries));
    image.src = `${address}/frame.jpg?${new URLSearchParams({ streamId: live.streamId, sequence: live.sequence })}`;
  } else {
    again(tries);
  }
}

/** Frames wait for their faces, and are read from Kafka only when somebody asks. */
function again(tries) {
  if (tries > 1) {
    setTimeout(() => loadPicture(tries - 1), PAUSE);
  } else {
    say("There is no picture of this camera now; zones and lines can be drawn all the same.");
  }
}

async function start() {
  render();
  loadPicture(TRIES);
  try {
    basedOn(await load());
    steps = new Steps(saved);
  } catch (e) {
    element("notice").hidden = false;
    show("notice", e.message);
  }
  showHours();
  render();
}

start();
