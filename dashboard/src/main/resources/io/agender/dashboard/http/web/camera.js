// The page of one camera.

import { alarmsOf } from "/alarms.js";
import { ageBands, drawLine, drawPyramid } from "/charts.js";
import { count, follow, peopleNow, seen, show, showAlarms, showServer, statusText, time } from "/live.js";
import { Stage } from "/stage.js";
import { cell, duration, sumPlaces, tiles } from "/stream.js";

const INTERVAL = 200; // between two pictures
const HOUR = 3600 * 1000;

const id = decodeURIComponent(location.pathname.split("/").pop());
const address = "/api/cameras/" + encodeURIComponent(id);
const stage = new Stage(document.getElementById("stage"), INTERVAL);
const windows = new Map();
let pictures = "ON";
let camera = null;
let wanted = "hour";
let gone = null; // windows that began before are no longer in the server's memory
let drawn = "";
let loaded = null; // which time the windows are of

document.title = `${id} · Agender Streams`;
document.getElementById("name").textContent = id;
document.getElementById("csv").href = address + "/summary.csv";
for (const page of ["day", "week", "period"]) {
  document.getElementById("tab-" + page).href = `/${page}?${new URLSearchParams({ camera: id })}`;
}
document.getElementById("edit").href = location.pathname + "/edit";
for (const choice of ["window", "hour"]) {
  document.getElementById("show-" + choice).addEventListener("click", () => {
    wanted = choice;
    for (const other of ["window", "hour"]) {
      document.getElementById("show-" + other).setAttribute("aria-pressed", String(other === choice));
    }
    showCharts(true);
  });
}

/** Whether the camera's stream has ended, so that all of it is shown, by its own length. */
function whole() {
  return camera && camera.stream ? camera.stream.total : null;
}

/** The windows of the newest hour, or of all of a stream that has ended. */
async function loadWindows() {
  const from = camera.stream ? "?" + new URLSearchParams({ from: camera.stream.windowsFrom }) : "";
  if (loaded === from) {
    return;
  }
  loaded = from;
  document.getElementById("csv").href = address + "/summary.csv" + from;
  const answer = await fetch(address + "/summary" + from).catch(() => null); // the events bring what is new
  if (answer && answer.ok) {
    const hour = await answer.json();
    for (const window of hour.windows) {
      windows.set(window.windowStart, window);
    }
    gone = hour.evictedBefore;
    showCharts(true);
    showWhole();
  }
}

function showCamera(newest) {
  camera = newest;
  const status = document.getElementById("status");
  status.dataset.status = camera.status === "LIVE" && camera.behind ? "BEHIND" : camera.status;
  show(status, statusText(camera) + (camera.site ? " · " + camera.site : ""));
  showAlarms(alarmsOf(camera), 0, false);
  stage.show(camera, pictures);
  showLive();
  if (camera.window) {
    windows.set(camera.window.windowStart, camera.window);
    showWindow(camera.window);
    showPlaces(camera.window);
  }
  showWhole();
  showModels(camera.models);
  showCoverage();
  showCharts(false);
}

function showLive() {
  const live = camera.live;
  const people = peopleNow(camera);
  show("now", people === null ? "–" : String(people));
  show("live-text", live ? `Frame ${live.sequence} of ${time(live.capturedAt)}${behind(live)}` : "");
}

/** How far the analysis is behind, when it matters and the camera's clock is near ours. */
function behind(live) {
  const seconds = Math.round((Date.now() - Date.parse(live.capturedAt)) / 1000);
  return camera.status === "LIVE" && seconds >= 5 && seconds < 24 * 3600 ? `, ${duration(seconds)} ago` : "";
}

function showWindow(window) {
  const tracks = window.countedUnit === "TRACKS";
  show("in-window-label", tracks ? "In this window" : "Faces per frame");
  show("in-window", tracks ? count(window.peoplePresent, window)
    : window.averageOccupancy === null ? "–" : window.averageOccupancy.toFixed(1));
  show("entered", count(window.peopleEntered, window));
  show("dwell", window.dwellMedianSeconds === null ? "–" : duration(window.dwellMedianSeconds));
  show("watchers", count(window.watchers, window));
  show("watcher-share", window.watcherShare === null ? "" : `, ${Math.round(100 * window.watcherShare)} %`);
  show("attention", window.attentionMeanSeconds === null ? "–" : duration(window.attentionMeanSeconds));
  show("age", window.meanAge === null ? "–" : String(Math.round(window.meanAge)));
  show("peak", count(window.peakOccupancy, window));
  const text = document.getElementById("window-text");
  text.dataset.start = window.windowStart;
  text.dataset.revision = window.revision;
  const state = window.status === "FINAL" ? "final" : "still open";
  show("window-text", `Window ${time(window.windowStart)} to ${time(window.windowEnd)}, ${state}`
    + (window.withheld ? ". Small counts are withheld." : "."));
}

/** Of a stream that has ended: all of it in place of the newest window. */
function showWhole() {
  const total = whole();
  document.getElementById("tiles").hidden = total !== null;
  document.getElementById("whole").hidden = total === null;
  show("show-hour", total ? "All of it" : "Last hour");
  show("line-title", total ? "All of it" : "Last hour");
  if (!total) {
    return;
  }
  const { firstFrame } = camera.stream;
  const seconds = firstFrame ? (Date.parse(camera.clock) - Date.parse(firstFrame)) / 1000 : total.seconds;
  const key = JSON.stringify(total);
  const list = document.getElementById("whole");
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...tiles(total, seconds).map(([name, value], number) => tile(name, value, number === 0)));
  }
  show("window-text", `All of it, from ${time(total.from)} to ${time(total.to)}`
    + (total.withheldWindows > 0 ? ". Small counts are withheld." : "."));
  const first = Date.parse(camera.stream.windowsFrom);
  const all = sumPlaces([...windows.values()].filter((window) => Date.parse(window.windowStart) >= first)
    .sort((one, other) => Date.parse(one.windowStart) - Date.parse(other.windowStart)));
  if (all.zones.length + all.lines.length > 0) {
    document.getElementById("places").hidden = false;
    placeTables([["zone", "came in", "stay, mean", "most at once"], all.zones], [["line", "in", "out"], all.lines]);
    show("places-text", `In all of it, from ${time(total.from)} to ${time(total.to)}.`);
  }
}

function tile(name, value, strong) {
  const one = document.createElement("div");
  one.className = strong ? "tile strong" : "tile";
  const label = document.createElement("dt");
  label.textContent = name;
  const figure = document.createElement("dd");
  figure.textContent = value;
  figure.classList.toggle("word", /[a-z]{3}/.test(value));
  one.append(label, figure);
  return one;
}

function placeTables([zoneHead, zoneRows], [lineHead, lineRows]) {
  document.getElementById("zones").hidden = zoneRows.length === 0;
  table("zones", zoneHead, zoneRows);
  document.getElementById("lines").hidden = lineRows.length === 0;
  table("lines", lineHead, lineRows);
}

/** Figures of the zones and lines of the newest window, which names the version of the settings that it goes by. */
function showPlaces(window) {
  const panel = document.getElementById("places");
  panel.hidden = window.zones.length === 0 && window.lines.length === 0;
  if (panel.hidden || whole()) {
    return;
  }
  placeTables([["zone", "present", "came in", "stay, mean", "on average", "most at once"], window.zones.map((zone) => [zone.zone, count(zone.peoplePresent, window), count(zone.peopleEntered, window),
      zone.dwellMeanSeconds === null ? "–" : duration(zone.dwellMeanSeconds),
      zone.averageOccupancy === null ? "–" : zone.averageOccupancy.toFixed(1), count(zone.peakOccupancy, window)])],
  [["line", "in", "out"],
    window.lines.map((line) => [line.line, count(line.crossedIn, window), count(line.crossedOut, window)])]);
  show("places-text", `In the window from ${time(window.windowStart)}, by version ${window.settingsVersion} of the camera's settings.`);
}

function showModels(models) {
  const list = document.getElementById("models");
  const key = JSON.stringify(models);
  if (list.dataset.key === key) {
    return;
  }
  list.dataset.key = key;
  list.replaceChildren(...models.map((model) => {
    const item = document.createElement("li");
    const task = document.createElement("span");
    task.textContent = { DETECTION: "finds faces", GENDER: "gender", AGE: "age", GENDER_AND_AGE: "gender and age", LANDMARKS: "landmarks" }[model.task] || model.task;
    const hash = document.createElement("code");
    hash.textContent = model.sha256;
    hash.title = "beginning of the file's SHA-256";
    item.append(model.name, task, hash);
    return item;
  }));
}

function showCoverage() {
  const columns = (whole() ? [["all of it", whole()]] : [["this window", camera.window], ["last hour", camera.hour]])
    .filter(([, one]) => one);
  if (columns.length === 0) {
    return;
  }
  const fields = [
    ["frames analysed", "framesAnalysed"], ["of these unchanged", "framesUnchanged"], ["frames predicted", "framesPredicted"],
    ["missing", "framesMissing"], ["unreadable", "framesUndecodable"], ["too late", "framesLate"],
    ["seconds without a frame", "secondsWithoutFrames"], ["seconds it could not see", "secondsImpaired"],
    ...[["dark", "secondsDark"], ["overexposed", "secondsOverexposed"], ["blocked", "secondsBlocked"],
      ["blurred", "secondsBlurred"], ["moved", "secondsMoved"]]
      .filter(([, field]) => columns.some(([, one]) => one[field] > 0)).map(([name, field]) => ["… " + name, field]),
  ];
  table("coverage", ["", ...columns.map(([name]) => name)],
    fields.map(([name, field]) => [name, ...columns.map(([, one]) => String(one[field]))]));
  const hour = whole() || camera.hour;
  if (hour && hour.seconds > 0) {
    const { share, text: percent } = seen(hour);
    const span = whole() ? duration(hour.seconds) : hour.seconds === 3600 ? "hour" : "time";
    const text = `The camera saw in ${percent} of the ${span} from ${time(hour.from)} to ${time(hour.to)}`;
    document.getElementById("coverage-bar").style.width = share * 100 + "%";
    document.getElementById("coverage-meter").setAttribute("aria-label", text);
    show("coverage-text", text + (camera.status === "LIVE" ? "." : `. ${statusText(camera)}.`));
  }
}

/** Charts change when a window does, not with each frame. */
function showCharts(force) {
  const newest = camera && camera.window;
  const end = lineEnd();
  const begin = camera && camera.stream ? Date.parse(camera.stream.windowsFrom) : end - HOUR;
  const key = [newest && newest.windowStart, newest && newest.revision, camera && camera.hour && camera.hour.to,
    Math.floor(end / 10000), camera && camera.status].join();
  if (!force && key === drawn) {
    return;
  }
  drawn = key;
  for (const [start, window] of windows) {
    if (Date.parse(window.windowEnd) <= begin) {
      windows.delete(start);
    }
  }
  showPyramid();
  const shown = [...windows.values()].sort((one, other) => Date.parse(one.windowStart) - Date.parse(other.windowStart));
  if (shown.length > 0) {
    const from = Math.max(begin, Date.parse(shown[0].windowStart));
    drawLine(document.getElementById("line"), shown, from, end, camera && camera.status === "DARK");
    const tracks = shown[shown.length - 1].countedUnit === "TRACKS";
    show("line-text", (tracks ? "People in each window" : "Mean faces in a frame of each window")
      + "; grey is time in which nothing could be seen." + (gone && Date.parse(gone) > begin ? ` What was before ${time(gone)} is no longer in memory.` : ""));
    table("line-table", ["window", tracks ? "people" : "faces/frame", "came in", "seconds without a frame", "seconds it could not see"],
      shown.slice(-60).reverse().map((window) => [
        time(window.windowStart),
        tracks ? count(window.peoplePresent, window) : String(window.averageOccupancy ?? "–"),
        count(window.peopleEntered, window), String(window.secondsWithoutFrames), String(window.secondsImpaired)]));
  }
}

/**
 * The camera's own clock while it is live, for what is not analysed yet is no gap; else now, so that a gap shows, unless
 * its clock is not ours, as with a recording.
 */
function lineEnd() {
  const window = camera && camera.window ? Date.parse(camera.window.windowEnd) : Date.now();
  const clock = camera && camera.clock ? Math.max(window, Date.parse(camera.clock)) : window;
  return camera && camera.status === "DARK" && Date.now() - clock < HOUR ? Date.now() : clock;
}

function showPyramid() {
  if (!camera) {
    return;
  }
  const source = wanted === "window" ? camera.window : whole() || camera.hour;
  const bands = ageBands(source, wanted);
  if (bands.length === 0) {
    return;
  }
  drawPyramid(document.getElementById("pyramid"), bands);
  const unknown = bands.reduce((sum, band) => sum + band.unknown.count, 0);
  const withheld = bands.some((band) => band.female.withheld || band.male.withheld || band.unknown.withheld);
  show("pyramid-text", (source.countedUnit !== "TRACKS" ? "Each face counts in every frame."
    : wanted === "hour" ? (whole() ? "Everyone who was seen." : "Everyone who left in the last hour.") : "Everyone seen in this window.")
    + ` Gender unknown: ${unknown}.` + (withheld ? " Some counts are withheld; bars are lower bounds." : ""));
  table("pyramid-table", ["age", "women", "men", "unknown"],
    [...bands].reverse().map((band) => [band.label, cell(band.female), cell(band.male), cell(band.unknown)]));
}

function table(id, head, rows) {
  const tr = (cells, first) => {
    const row = document.createElement("tr");
    row.append(...cells.map((text, column) => {
      const one = document.createElement(first || column === 0 ? "th" : "td");
      one.scope = first ? "col" : "row";
      one.textContent = text;
      return one;
    }));
    return row;
  };
  document.getElementById(id).replaceChildren(tr(head, true), ...rows.map((cells) => tr(cells, false)));
}

async function start() {
  const answer = await fetch(address).catch(() => null);
  if (answer && answer.status === 404) {
    const notice = document.getElementById("notice");
    notice.hidden = false;
    notice.textContent = `No camera ${id} has been seen yet; this page fills when it is.`;
  }
  let known = false;
  follow("?" + new URLSearchParams({ camera: id }), {
    camera(newest) {
      showCamera(newest);
      known = true;
      loadWindows();
    },
    gone() {
      if (known) {
        location.assign("/");
      }
    },
    server(server) {
      pictures = server.pictures;
      if (camera) {
        showServer(server);
      }
      if (Date.parse(server.now) && camera) {
        showCharts(false);
      }
    },
  });
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showCharts(true));
start();
