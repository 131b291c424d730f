// The pages of a day, a week, or any other period. The address holds all of what is shown.

import {
  bandName, bars, cell, decimal, duration, element, heat, hourName, isUnseen, isWhole, longDate, mondayOf, number, percent,
  plusDays, pyramid, range, shortDate, table,
} from "/figures.js";

const KINDS = {
  NO_FRAMES: "no pictures", DARK: "dark", OVEREXPOSED: "overexposed", BLOCKED: "blocked", BLURRED: "blurred", MOVED: "moved",
  UNKNOWN: "could not see",
};
const NAMES = { DAY_BEFORE: "the day before", WEEK_BEFORE: "a week before", PERIOD_BEFORE: "as long before" };
const GAPS_SHOWN = 12;
const UNKNOWN_SHOWN = 5;

const byId = (id) => document.getElementById(id);
let asked = 0; // answers to what is not asked for any more are passed over

/** What the address asks for. */
function wanted() {
  const query = new URLSearchParams(location.search);
  const page = location.pathname.slice(1);
  const subject = { camera: query.get("camera"), site: query.get("site"), open: query.get("hours") === "open" };
  if (page === "period") {
    return { page, subject, from: query.get("from"), to: query.get("to") };
  }
  const date = query.get("date");
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date || "");
  const from = isDate && page === "week" ? mondayOf(date) : date;
  return { page, subject, from, to: isDate && page === "week" ? plusDays(from, 6) : from };
}

/** Whose figures, and of which hours. */
function subjectQuery(subject) {
  const whose = subject.camera !== null ? { camera: subject.camera } : subject.site !== null ? { site: subject.site } : {};
  return subject.open ? { ...whose, hours: "open" } : whose;
}

function addressOf(page, subject, from, to) {
  const dates = from === null ? {} : page === "period" ? { from, to } : { date: page === "week" ? mondayOf(from) : from };
  const query = new URLSearchParams({ ...dates, ...subjectQuery(subject) }).toString();
  return `/${page}${query ? "?" + query : ""}`;
}

function go(address) {
  history.pushState(null, "", address);
  load();
}

async function ask(query) {
  const answer = await fetch(`/api/report?${new URLSearchParams(query)}`).catch(() => null);
  if (!answer) {
    throw new Error("The dashboard does not answer. Try again in a moment.");
  }
  const body = await answer.json().catch(() => ({ error: "The answer can’t be read." }));
  if (!answer.ok) {
    throw new Error(body.error);
  }
  return body;
}

async function load() {
  const mine = ++asked;
  const { page, subject, from, to } = wanted();
  document.body.dataset.loading = "";
  byId("state").textContent = "Loading …";
  try {
    let dates = from === null ? {} : { from, to: to === null ? from : to };
    let report = await ask({ ...subjectQuery(subject), ...dates });
    if (from === null && page !== "day") {
      // Where no date is named, the newest of which there is anything.
      const monday = mondayOf(report.from);
      dates = page === "week" ? { from: monday, to: plusDays(monday, 6) } : { from: plusDays(report.from, -29), to: report.from };
      report = await ask({ ...subjectQuery(subject), ...dates });
    }
    if (mine === asked) {
      if (from === null) {
        history.replaceState(null, "", addressOf(page, subject, report.from, report.to));
      }
      show(page, subject, report);
    }
  } catch (error) {
    if (mine === asked) {
      byId("state").textContent = "";
      tell([error.message]);
    }
  } finally {
    if (mine === asked) {
      delete document.body.dataset.loading;
    }
  }
}

function tell(sentences) {
  const notice = byId("notice");
  notice.hidden = sentences.length === 0;
  notice.textContent = sentences.join(" ");
}

function show(page, subject, report) {
  const name = subject.camera ?? subject.site ?? "All cameras";
  const title = titleOf(page, report);
  document.title = `${title} · ${name} · Agender Streams`;
  document.body.dataset.page = page;
  document.body.dataset.from = report.from;
  document.body.dataset.to = report.to;
  byId("title").textContent = title;
  byId("state").textContent = stateOf(name, report);
  showControls(page, subject, report);
  showHours(page, subject, report);
  tell(troubles(report));
  showFigures(report);
  showBars(page, report);
  showHeat(page, report);
  showAges(report);
  showSeen(report);
  showPlaces(report);
  showCameras(page, report);
  byId("source").textContent = report.timeZones.length
    ? `Times are those of ${report.timeZones.map((zone) => (zone === "Z" ? "UTC" : zone.replaceAll("_", " "))).join(", ")}.` : "";
}

function titleOf(page, report) {
  return page === "day" ? longDate(report.from)
    : `${page === "week" ? "Week of " : ""}${range(report.from, report.to)}`;
}

function stateOf(name, report) {
  const open = report.status === "PARTIAL" ? "not over yet: figures so far" : report.status === "FINAL" ? "final"
    : isClosed(report) ? "closed" : "nothing is known";
  return [name, ...(isOpenOnly(report) ? ["within opening hours"] : []), open].join(" · ");
}

/** Whether it is of opening hours alone. */
function isOpenOnly(report) {
  return report.within === "OPEN";
}

/** Whether the place is closed on all of the dates, so that there is nothing to know within opening hours. */
function isClosed(report) {
  return isOpenOnly(report) && report.days.every((one) => one.open === false);
}

/** Within opening hours no count is of a time that is closed; else it is, and is shown. */
function countOr(report, count, open) {
  return isOpenOnly(report) && !count && open === false ? "closed" : cell(count);
}

/** The switch between whole days and opening hours, and what is not within these. */
function showHours(page, subject, report) {
  const open = isOpenOnly(report);
  byId("hours").hidden = !report.opening.known && !open;
  for (const [id, wanted] of [["hours-all", false], ["hours-open", true]]) {
    byId(id).href = addressOf(page, { ...subject, open: wanted }, report.from, report.to);
    if (wanted === open) {
      byId(id).setAttribute("aria-current", "true");
    } else {
      byId(id).removeAttribute("aria-current");
    }
  }
  const words = open ? wordsOfHours(report) : [];
  byId("hours-text").hidden = words.length === 0;
  byId("hours-text").textContent = words.join(" ");
}

function wordsOfHours(report) {
  const { known, unknownOf } = report.opening;
  if (!known) {
    return ["No opening hours are known for these dates, so nothing is within them. The editor of a camera takes them."];
  }
  const words = [];
  if (unknownOf.length > 0) {
    const named = unknownOf.slice(0, UNKNOWN_SHOWN).join(", ");
    const more = unknownOf.length - UNKNOWN_SHOWN;
    words.push(`Not counted, since their opening hours are not known: ${named}${more > 0 ? ` and ${more} more` : ""}.`);
  }
  if (report.records === 0 && !isClosed(report)) {
    words.push("Nothing has been summed up within the opening hours of these dates; that begins when they are made known.");
  }
  const people = report.total.peopleEntered;
  if (people && people.count === 0 && people.withheld > 0) {
    words.push("People are not counted within opening hours where small counts are withheld, for the difference to the whole day would tell of single ones.");
  }
  return words;
}

function troubles(report) {
  const troubles = [];
  if (!report.complete) {
    troubles.push("Older hours and days are still being read; figures may be missing.");
  }
  if (report.newest === null && report.complete) {
    troubles.push("There are no hours and days yet. The aggregator writes them when its setting rollups asks for them"
      + " (rollups: hourly,daily), an hour when it is over.");
  }
  return troubles;
}

function showControls(page, subject, report) {
  const choice = byId("subject");
  const option = (text, value, chosen) => {
    const made = element("option", "", text);
    made.value = value;
    made.selected = chosen;
    return made;
  };
  const group = (label, options) => {
    const made = element("optgroup");
    made.label = label;
    made.append(...options);
    return made;
  };
  const cameras = report.choices.cameras.map((camera) => camera.cameraId);
  const known = subject.camera === null || cameras.includes(subject.camera) ? cameras : [subject.camera, ...cameras];
  choice.replaceChildren(option("All cameras", "", subject.camera === null && subject.site === null),
    ...(report.choices.sites.length
      ? [group("Sites", report.choices.sites.map((site) => option(site, "site " + site, site === subject.site)))] : []),
    ...(known.length ? [group("Cameras", known.map((camera) => option(camera, "camera " + camera, camera === subject.camera)))] : []));
  byId("from-label").textContent = page === "day" ? "Date" : page === "week" ? "Week of" : "From";
  byId("from").value = report.from;
  byId("to").value = report.to;
  byId("to-field").hidden = page !== "period";
  const days = report.days.length;
  byId("earlier").href = addressOf(page, subject, plusDays(report.from, -days), plusDays(report.to, -days));
  byId("later").href = addressOf(page, subject, plusDays(report.from, days), plusDays(report.to, days));
  byId("earlier").title = page === "day" ? "The day before" : page === "week" ? "The week before" : "As long before";
  byId("later").title = page === "day" ? "The next day" : page === "week" ? "The next week" : "As long after";
  byId("tab-now").href = subject.camera === null ? "/" : "/cameras/" + encodeURIComponent(subject.camera);
  for (const other of ["day", "week", "period"]) {
    const tab = byId("tab-" + other);
    const to = other === "period" && page === "day" ? plusDays(report.from, 0) : report.to;
    const from = other === "period" && page === "day" ? plusDays(report.from, -6) : report.from;
    tab.href = addressOf(other, subject, other === "day" ? lastKnown(report) : from, to);
    if (other === page) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  // Spreadsheets take commas for what divides numbers where people write them so.
  const comma = new Intl.NumberFormat(navigator.language).format(1.5).includes(",");
  const query = { ...subjectQuery(subject), from: report.from, to: report.to, period: report.hours ? "hourly" : "daily" };
  byId("parquet").href = "/api/report.parquet?" + new URLSearchParams(query);
  byId("csv").href = "/api/report.csv?" + new URLSearchParams(comma ? { ...query, decimal: "comma" } : query);
}

/** The last date of which something is known. */
function lastKnown(report) {
  const known = report.days.filter((one) => one.status !== null);
  return known.length ? known[known.length - 1].date : report.from;
}

function showFigures(report) {
  const total = report.total;
  byId("visitors").textContent = isClosed(report) ? countOr(report, total.peopleEntered, false) : cell(total.peopleEntered);
  byId("visitors").classList.toggle("word", !isWhole(total.peopleEntered) && byId("visitors").textContent !== "–");
  byId("compared").replaceChildren(...report.compared.map((other) => {
    const row = element("div");
    const dates = other.from === other.to ? shortDate(other.from) : `${shortDate(other.from)} – ${shortDate(other.to)}`;
    row.append(element("dt", "", `${NAMES[other.name]}, ${dates}`), element("dd", "", countOr(report, other.visitors, other.open) + change(report, other)));
    row.dataset.compared = other.name;
    return row;
  }));
  byId("stay").textContent = withheldOr(total.tracksEnded, duration(total.dwellMeanSeconds));
  byId("watchers").textContent = cell(total.watchersEnded);
  byId("watched-share").textContent = isWhole(total.watchersEnded) && isWhole(total.tracksEnded) && total.tracksEnded.count > 0
    ? `, ${percent(total.watchersEnded.count, total.tracksEnded.count)} of who left` : "";
  byId("attention").textContent = withheldOr(total.watchersEnded, duration(total.attentionMeanSeconds));
  byId("left").textContent = cell(total.tracksEnded);
  byId("average").textContent = decimal(total.averageOccupancy);
  byId("peak").textContent = report.records === 0 ? "–" : number(total.peakOccupancy);
  for (const tile of document.querySelectorAll(".tile dd")) {
    tile.classList.toggle("word", /[a-z]{3}/.test(tile.textContent));
  }
}

/** A mean of some of which is withheld is that of the others; where all is, it is withheld itself. */
function withheldOr(count, text) {
  return text === "–" && count && count.withheld > 0 ? "withheld" : text;
}

/** By how much there are more or fewer, where both are whole. */
function change(report, other) {
  const now = report.total.peopleEntered;
  if (!isWhole(now) || !isWhole(other.visitors) || other.visitors.count === 0 || report.status !== "FINAL" || other.status !== "FINAL") {
    return other.status === "PARTIAL" ? " (not whole)" : "";
  }
  const by = Math.round(100 * (now.count - other.visitors.count) / other.visitors.count);
  return `\u00a0(${by > 0 ? "+" : by < 0 ? "−" : "±"}${Math.abs(by)}\u00a0%)`;
}

function showBars(page, report) {
  const ofDay = report.from === report.to;
  byId("bars-title").textContent = ofDay ? "Visitors by hour" : "Visitors by day";
  const items = ofDay && report.hours ? report.hours.map((hour) => ({
    label: hour.hour % 3 === 0 ? String(hour.hour).padStart(2, "0") : "",
    name: `${hourName(hour.hour)} to ${hourName(hour.hour + 1)}`, count: shownCount(hour), closed: hour.open === false,
    before: hour.before, status: hour.status, seconds: hour.seconds, secondsUnseen: hour.secondsUnseen,
  })) : report.days.map((one, at) => ({
    label: at % Math.ceil(report.days.length / 7) === 0 ? shortDate(one.date).replace(/,? /, "\n") : "",
    name: shortDate(one.date), count: shownCount(one), closed: isOpenOnly(report) && one.open === false, before: one.before, status: one.status, seconds: one.seconds,
    secondsUnseen: one.secondsUnseen,
  }));
  const beside = NAMES[report.compared[report.compared.length - 1].name];
  const words = items.map((item) => `${item.name}: ${countOr(report, item.count, !item.closed)}`).join("; ");
  bars("bars", items.map((item) => ({
    ...item, before: isWhole(item.before) ? item.before.count : null, unseen: item.seconds > 0 ? item.secondsUnseen / item.seconds : 0,
    title: `${item.name}: ${cell(item.count)}, ${beside} ${cell(item.before)}${item.closed ? ", closed" : ""}${item.status === "PARTIAL" ? ", not over" : ""}`,
  })), `${ofDay ? "Visitors by hour" : "Visitors by day"}. ${words}`);
  const legend = items.some((item) => isWhole(item.before)) ? [`Line: ${beside}.`] : [];
  if (items.some((item) => item.closed)) {
    legend.push("Grey: closed.");
  }
  if (items.some((item) => item.seconds > 0 && item.secondsUnseen / item.seconds > 0.5)) {
    legend.push("Striped: nothing was seen for most of the time.");
  }
  if (items.some((item) => item.count && item.count.withheld)) {
    legend.push("Hatched: withheld, at least as many as the bar shows.");
  }
  byId("bars-text").textContent = legend.join(" ");
  table("bars-table", [ofDay ? "hour" : "day", "visitors", beside, "seen", ""], items.map((item) => [item.name, countOr(report, item.count, !item.closed), cell(item.before),
    item.seconds > 0 ? percent(item.seconds - item.secondsUnseen, item.seconds) : "–",
    item.status === null ? "" : item.status === "PARTIAL" ? "not over" : item.closed ? "closed" : ""]));
}

/** Nobody found where nothing could be seen is no zero. */
function shownCount(one) {
  return one.visitors && one.visitors.count === 0 && one.visitors.withheld === 0 && isUnseen(one) ? null : one.visitors;
}

function showHeat(page, report) {
  const shown = report.from !== report.to && report.hours !== null;
  byId("heat-panel").hidden = !shown;
  document.body.classList.toggle("with-heat", shown);
  if (shown) {
    const isMean = report.days.length > 7;
    heat("heat", report.hours, isMean);
    byId("heat-text").textContent = (isMean ? "Mean of the days of which the hour is known. " : "")
      + (report.hours.some((hour) => hour.open === false) ? "Grey: closed. " : "") + "A dash: not known, or nothing was seen.";
  }
}

function showAges(report) {
  const bands = report.total.endedCounts;
  pyramid("ages", bands);
  const withheld = bands.some((band) => band.female.withheld || band.male.withheld || band.unknown.withheld);
  byId("ages-text").textContent = bands.length === 0 ? "Ages are not known."
    : "Everyone who left, as the camera took them at last." + (withheld ? " Some counts are withheld; bars are lower bounds." : "");
  byId("likely").hidden = report.estimates === null;
  if (report.estimates !== null) {
    table("likely-table", ["age", "gender", "likely", "between"], report.estimates.map((one) => [bandName(one),
      { FEMALE: "women", MALE: "men", UNKNOWN: "together" }[one.gender], decimal(one.likely), `${number(one.low)} and ${number(one.high)}`]));
    byId("likely-text").textContent = `With 90 %, if the networks err on these people as on ${report.estimatedBy}.`;
  }
}

function showSeen(report) {
  const known = report.coverage;
  const unseen = known.secondsWithoutFrames + known.secondsImpaired;
  const seen = Math.max(0, known.seconds - unseen);
  byId("seen-bar").style.width = `${known.seconds > 0 ? 100 * seen / known.seconds : 0}%`;
  const kinds = [["without a picture", "secondsWithoutFrames"], ["dark", "secondsDark"], ["overexposed", "secondsOverexposed"],
    ["blocked", "secondsBlocked"], ["blurred", "secondsBlurred"], ["moved", "secondsMoved"]]
    .filter(([, field]) => known[field] > 0).map(([word, field]) => `${duration(known[field])} ${word}`);
  const all = `the ${duration(known.seconds)}${isOpenOnly(report) ? " of opening hours" : ""}`;
  const text = isClosed(report) ? "Closed." : known.seconds === 0 ? "Not known: no hour or day of it is over."
    : unseen === 0 ? `All of ${all} was seen.` : `${percent(seen, known.seconds)} of ${all} was seen: ${kinds.join(", ")}.`;
  byId("seen-text").textContent = text;
  byId("seen-meter").setAttribute("aria-label", text);
  const lines = known.gaps.map((gap) => gapText(gap, report));
  const list = lines.map((line, at) => {
    const item = element("li", at >= GAPS_SHOWN ? "beyond" : "", line);
    return item;
  });
  if (lines.length > GAPS_SHOWN) {
    list.push(element("li", "print-only", `… and ${lines.length - GAPS_SHOWN + known.moreGaps} more`));
  }
  if (known.moreGaps > 0) {
    list.push(element("li", "screen-only", `… and ${known.moreGaps} more`));
  }
  byId("gaps").replaceChildren(...list);
}

/** Such as: lobby dark 14:00–14:20. */
function gapText(gap, report) {
  const [fromDate, from] = gap.from.split("T");
  const [toDate, to] = gap.to.split("T");
  const date = report.from === report.to ? "" : `${shortDate(fromDate)}, `;
  const end = to === "00:00" && toDate !== fromDate ? "24:00" : to.slice(0, 8);
  return gap.exact || gap.seconds >= seconds(gap) ? `${date}${gap.cameraId} ${KINDS[gap.kind]} ${from}–${end}`
    : `${date}${gap.cameraId} ${KINDS[gap.kind]} for ${duration(gap.seconds)} between ${from} and ${end}`;
}

function seconds(gap) {
  return (Date.parse(gap.to + "Z") - Date.parse(gap.from + "Z")) / 1000;
}

function showPlaces(report) {
  const { zones, lines } = report.total;
  byId("places-panel").hidden = zones.length === 0 && lines.length === 0;
  byId("zones").parentElement.hidden = zones.length === 0;
  byId("lines").parentElement.hidden = lines.length === 0;
  table("zones", ["zone", "came in", "stays ended", "stay, mean", "on average", "most at once"], zones.map((zone) => [zone.name,
    cell(zone.peopleEntered), cell(zone.staysEnded), withheldOr(zone.staysEnded, duration(zone.dwellMeanSeconds)),
    decimal(zone.averageOccupancy), number(zone.peakOccupancy)]), 8);
  table("lines", ["line", "in", "out"], lines.map((line) => [line.name, cell(line.crossedIn), cell(line.crossedOut)]), 8);
}

function showCameras(page, report) {
  byId("cameras-panel").hidden = report.cameras.length === 0;
  table("cameras", ["camera", "site", "visitors", "seen", ""], report.cameras.map((camera) => {
    const link = element("a", "", camera.cameraId);
    link.href = addressOf(page, { camera: camera.cameraId, site: null, open: isOpenOnly(report) }, report.from, report.to);
    return [link, camera.site ?? "–", cell(camera.visitors),
      camera.seconds > 0 ? percent(camera.seconds - camera.secondsUnseen, camera.seconds) : "–",
      camera.status === "PARTIAL" ? "not over" : ""];
  }), 10);
}

function follow(event) {
  const link = event.target.closest("a");
  if (link && link.origin === location.origin && ["/day", "/week", "/period"].includes(link.pathname)
    && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    go(link.href);
  }
}

function takeDates() {
  const { page, subject } = wanted();
  const from = byId("from").value;
  const to = byId("to").value;
  if (from && (page !== "period" || to)) {
    go(addressOf(page, subject, from, to));
  }
}

document.addEventListener("click", follow);
byId("from").addEventListener("change", takeDates);
byId("to").addEventListener("change", takeDates);
byId("subject").addEventListener("change", () => {
  const [kind, ...name] = byId("subject").value.split(" ");
  const subject = { camera: kind === "camera" ? name.join(" ") : null, site: kind === "site" ? name.join(" ") : null };
  const { page, subject: { open }, from, to } = wanted();
  go(addressOf(page, { ...subject, open }, from, to));
});
byId("choice").addEventListener("submit", (event) => event.preventDefault());
byId("print").addEventListener("click", () => print());
addEventListener("popstate", load);
load();
