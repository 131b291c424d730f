// The page of all cameras.

import { allAlarms } from "/alarms.js";
import { count, follow, peopleNow, seen, show, showAlarms, showServer, sightText, statusText } from "/live.js";
import { Stage } from "/stage.js";
import { cell } from "/stream.js";

const INTERVAL = 500; // between two pictures of one camera
const ALARMS = 6; // more would push the cameras off the page

const list = document.getElementById("cameras");
const cards = new Map();
let pictures = "ON";

function card(id) {
  const known = cards.get(id);
  if (known) {
    return known;
  }
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "card";
  link.href = "/cameras/" + encodeURIComponent(id);
  link.dataset.camera = id;
  link.innerHTML = `
    <div class="stage"></div>
    <div class="card-text">
      <div class="card-head"><strong></strong><span class="status"></span></div>
      <p class="sight" hidden></p>
      <dl>
        <div><dt>now</dt><dd data-figure="now">–</dd></div>
        <div><dt data-figure="window-label">this window</dt><dd data-figure="window">–</dd></div>
        <div><dt data-figure="seen-label">of the hour seen</dt><dd data-figure="seen">–</dd></div>
      </dl>
    </div>`;
  link.querySelector("strong").textContent = id;
  item.append(link);
  const made = { item, link, stage: new Stage(link.querySelector(".stage"), INTERVAL), camera: null };
  cards.set(id, made);
  const after = [...cards.keys()].sort().find((other) => other > id);
  list.insertBefore(item, after ? cards.get(after).item : null);
  document.getElementById("empty").hidden = true;
  return made;
}

function showCamera(camera) {
  const { link, stage } = card(camera.id);
  cards.get(camera.id).camera = camera;
  const figure = (name, text) => show(link.querySelector(`[data-figure="${name}"]`), text);
  const status = link.querySelector(".status");
  status.dataset.status = camera.status === "LIVE" && camera.behind ? "BEHIND" : camera.status;
  show(status, statusText(camera));
  const sight = link.querySelector(".sight");
  sight.hidden = !camera.impaired;
  show(sight, sightText(camera));
  const people = peopleNow(camera);
  figure("now", people === null ? "–" : String(people));
  const window = camera.window;
  const tracks = window && window.countedUnit === "TRACKS";
  const whole = camera.stream && camera.stream.total; // of a stream that has ended
  if (whole) {
    figure("window-label", tracks ? "in all" : "faces in all");
    figure("window", tracks ? cell(whole.entered) : String(whole.facesDetected));
  } else {
    figure("window-label", tracks || !window ? "this window" : "mean faces");
    figure("window", !window ? "–" : tracks ? count(window.peoplePresent, window) : decimal(window.averageOccupancy));
  }
  figure("seen-label", whole ? "of it seen" : "of the hour seen");
  figure("seen", covered(whole || camera.hour));
  stage.show(camera, pictures);
  totals();
}

function removeCamera({ id }) {
  const known = cards.get(id);
  if (known) {
    known.item.remove();
    cards.delete(id);
    document.getElementById("empty").hidden = cards.size > 0;
    totals();
  }
}

function totals() {
  const all = [...cards.values()].map((one) => one.camera).filter(Boolean);
  const live = all.filter((camera) => camera.status === "LIVE");
  const known = live.map(peopleNow).filter((people) => people !== null);
  show("people-now", known.length ? String(known.reduce((sum, people) => sum + people, 0)) : "–");
  show("cameras-live", String(live.length));
  show("cameras-not-live", String(all.length - live.length));
  show("cameras-not-seeing", String(all.filter((camera) => camera.impaired).length));
  const { shown, more } = allAlarms(all, ALARMS);
  showAlarms(shown, more, true);
}

function decimal(value) {
  return value === null ? "–" : value.toFixed(1);
}

function covered(hour) {
  return !hour || hour.seconds === 0 ? "–" : seen(hour).text;
}

follow("", {
  camera: showCamera,
  gone: removeCamera,
  server(server) {
    pictures = server.pictures;
    showServer(server);
  },
});
