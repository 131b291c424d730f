// The two charts, drawn by Chart.js, in the page's own colours.

import { isUnseeing } from "/live.js";

const charts = new Map();

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function draw(canvas, configuration) {
  const before = charts.get(canvas);
  if (before) {
    before.data = configuration.data;
    before.options = configuration.options;
    before.update("none");
  } else {
    charts.set(canvas, new Chart(canvas, configuration));
  }
}

function axis(more) {
  return {
    grid: { color: colour("line") }, border: { display: false },
    ...more, ticks: { color: colour("soft"), ...more.ticks },
  };
}

const CALM = { animation: false, maintainAspectRatio: false, normalized: true };

/** The bands of a window or an hour in one shape, youngest first. */
export function ageBands(source, kind) {
  if (!source) {
    return [];
  }
  const cell = (value) => (value === null ? { count: 0, withheld: 1 } : { count: value, withheld: 0 });
  const bands = kind === "hour" ? source.bands : source.counts.map((band) => ({
    ...band, female: cell(band.female), male: cell(band.male), unknown: cell(band.unknown),
  }));
  return bands.map((band) => ({
    ...band, label: band.toAge === null ? band.fromAge + "+" : `${band.fromAge}–${band.toAge}`,
  }));
}

/** Women to the left, men to the right, the old on top; a withheld count is hatched. */
export function drawPyramid(canvas, bands) {
  const rows = [...bands].reverse();
  const most = round(Math.max(4, ...rows.flatMap((band) => [band.female.count, band.male.count])));
  const side = (gender, sign) => ({
    label: gender === "female" ? "women" : "men",
    data: rows.map((band) => sign * (band[gender].count || (band[gender].withheld ? most * 0.06 : 0))),
    backgroundColor: rows.map((band) => (band[gender].withheld ? hatch(colour(gender)) : colour(gender))),
    borderRadius: 4, barPercentage: 0.9, categoryPercentage: 0.9,
  });
  draw(canvas, {
    type: "bar",
    data: { labels: rows.map((band) => band.label), datasets: [side("female", -1), side("male", 1)] },
    options: {
      ...CALM, indexAxis: "y",
      scales: {
        x: axis({ stacked: true, min: -most, max: most, ticks: { precision: 0, callback: (value) => Math.abs(value) } }),
        y: axis({ stacked: true, grid: { display: false } }),
      },
      plugins: {
        legend: { labels: { color: colour("soft"), boxWidth: 12, boxHeight: 12 } },
        tooltip: { callbacks: { label: (item) => told(item, rows) } },
      },
    },
  });
  canvas.setAttribute("aria-label", "Age pyramid. " + rows.map((band) =>
    `${band.label}: ${band.female.count} women, ${band.male.count} men`).join("; "));
}

/** The next number that people count by, so that the axis ends at one. */
function round(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= number);
}

function told(item, rows) {
  const one = rows[item.dataIndex][item.datasetIndex === 0 ? "female" : "male"];
  return `${item.dataset.label}: ${one.withheld ? (one.count ? one.count + " or more" : "withheld") : one.count}`;
}

function hatch(ink) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.strokeStyle = ink;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const shift of [-4, 0, 4, 8]) {
    pen.moveTo(shift, 8);
    pen.lineTo(shift + 8, 0);
  }
  pen.stroke();
  return pen.createPattern(tile, "repeat");
}

/** What was seen in each window, and behind it in grey when nothing was, or could be; up to the end when the camera is dark. */
export function drawLine(canvas, windows, from, to, dark) {
  const people = [];
  const gaps = [];
  const most = Math.max(2, ...windows.map((window) => value(window) || 0));
  let covered = from;
  for (const window of windows) {
    const start = Date.parse(window.windowStart);
    const end = Date.parse(window.windowEnd);
    if (start > covered) {
      people.push({ x: covered, y: null }, { x: start, y: null });
      gaps.push({ x: covered, y: most }, { x: start, y: most }, { x: start, y: null });
    }
    const empty = (window.secondsWithoutFrames + window.secondsImpaired) * 1000 >= end - start || isUnseeing(window);
    const y = empty ? value(window) || null : value(window); // who is found though nothing can be seen is there
    people.push({ x: start, y }, { x: end, y });
    if (empty) {
      gaps.push({ x: start, y: most }, { x: end, y: most }, { x: end, y: null });
    }
    covered = Math.max(covered, end);
  }
  if (dark) {
    gaps.push({ x: covered, y: most }, { x: to, y: most });
  }
  draw(canvas, {
    type: "line",
    data: {
      datasets: [
        line("people", people, { borderColor: colour("accent"), borderWidth: 2, backgroundColor: colour("accent") + "33" }),
        line("not seen", gaps, { borderWidth: 0, backgroundColor: colour("gap") + "99" }),
      ],
    },
    options: {
      ...CALM, parsing: false, interaction: { mode: "nearest", axis: "x", intersect: false },
      scales: {
        x: axis({
          type: "linear", min: from, max: to, grid: { display: false },
          ticks: { stepSize: step(to - from), maxRotation: 0, autoSkipPadding: 12, callback: (at) => clock(at, to - from) },
        }),
        y: axis({ min: 0, suggestedMax: most, ticks: { precision: 0 } }),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          filter: (item) => item.datasetIndex === 0,
          callbacks: { title: (items) => (items.length ? clock(items[0].parsed.x, 0) : "") },
        },
      },
    },
  });
  canvas.setAttribute("aria-label", `Time line of ${windows.length} windows, at most ${most} people in one.`);
}

function line(label, data, look) {
  return { label, data, fill: "origin", pointRadius: 0, stepped: false, spanGaps: false, ...look };
}

function value(window) {
  return window.countedUnit === "TRACKS" ? window.peoplePresent : window.averageOccupancy;
}

/** Milliseconds between two marks of the axis, so that there are some seven. */
function step(span) {
  return [10, 30, 60, 120, 300, 600].map((seconds) => seconds * 1000).find((one) => span / one <= 7) || 600000;
}

/** With seconds where the span is short. */
function clock(at, span) {
  const seconds = span < 10 * 60 * 1000 ? { second: "2-digit" } : {};
  return new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", ...seconds });
}
