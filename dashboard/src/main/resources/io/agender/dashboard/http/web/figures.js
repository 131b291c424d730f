// Figures as words, tables and bars, for the pages of days and weeks. All is plain HTML, so that it prints and is read aloud.

const NUMBER = new Intl.NumberFormat("en-GB");
const DECIMAL = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function number(value) {
  return value === null || value === undefined ? "–" : NUMBER.format(value);
}

export function decimal(value) {
  return value === null || value === undefined ? "–" : DECIMAL.format(value);
}

/** A count over several periods; what is withheld is no zero, and what is not known is a dash. */
export function cell(one) {
  return !one ? "–" : one.withheld === 0 ? number(one.count)
    : one.count === 0 ? "withheld" : `${number(one.count)} or more`;
}

/** Whether a count is all of it. */
export function isWhole(one) {
  return Boolean(one) && one.withheld === 0;
}

/** A share in whole percent that is neither 0 nor 100 by rounding. */
export function percent(part, whole) {
  const share = whole > 0 ? part / whole : 0;
  return part > 0 && share < 0.01 ? "<1 %" : `${Math.floor(share * 100)} %`;
}

export function duration(seconds) {
  return seconds === null || seconds === undefined ? "–"
    : seconds < 90 ? `${Math.round(seconds * 10) / 10} s`
      : seconds < 5400 ? `${Math.round(seconds / 60)} min` : seconds < 36000 ? `${decimal(seconds / 3600)} h` : `${number(Math.round(seconds / 3600))} h`;
}

/** A date such as 2026-11-29 as noon of no place, for which days can be counted. */
export function day(date) {
  return new Date(date + "T12:00:00Z");
}

export function plusDays(date, days) {
  return new Date(day(date).getTime() + days * 86400000).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekday(date) {
  return (day(date).getUTCDay() + 6) % 7;
}

export function mondayOf(date) {
  return plusDays(date, -weekday(date));
}

const LONG = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const PLAIN = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export function longDate(date) {
  return LONG.format(day(date)).replace(",", "");
}

export function shortDate(date) {
  return SHORT.format(day(date)).replace(",", "");
}

/** Such as: 19 to 25 October 2026. */
export function range(from, to) {
  const [first, last] = [PLAIN.format(day(from)).split(" "), PLAIN.format(day(to)).split(" ")];
  const kept = first[2] !== last[2] ? first : first[1] !== last[1] ? first.slice(0, 2) : first.slice(0, 1);
  return `${kept.join(" ")} to ${last.join(" ")}`;
}

export function hourName(hour) {
  return `${String(hour).padStart(2, "0")}:00`;
}

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/**
 * Fills a table; what is beyond so many rows is left out of the print.
 * @param {(string|HTMLElement)[][]} rows the first cell of each is its head
 */
export function table(id, head, rows, printed = 100) {
  const tr = (cells, first) => {
    const row = document.createElement("tr");
    row.append(...cells.map((content, column) => {
      const one = document.createElement(first || column === 0 ? "th" : "td");
      if (one.tagName === "TH") {
        one.scope = first ? "col" : "row";
      }
      one.append(content);
      return one;
    }));
    return row;
  };
  const made = rows.map((cells) => tr(cells, false));
  made.slice(printed).forEach((row) => row.classList.add("beyond"));
  if (rows.length > printed) {
    const more = element("tr", "print-only");
    const text = element("td", "", `… and ${rows.length - printed} more`);
    text.colSpan = head.length;
    more.append(text);
    made.push(more);
  }
  document.getElementById(id).replaceChildren(tr(head, true), ...made);
}

/**
 * Bars beside each other.
 * @param {{label: string, name: string, count: ?object, before: ?number, closed: boolean, unseen: number}[]} items
 *   unseen is the share of the time in which nothing was seen
 */
export function bars(id, items, words) {
  const most = ceiling(Math.max(4, ...items.map((item) => Math.max(item.count ? item.count.count : 0, item.before || 0))));
  const box = document.getElementById(id);
  box.style.setProperty("--columns", items.length);
  const scale = element("div", "scale");
  scale.append(element("span", "", number(most)), element("span", "", number(most / 2)), element("span", "", "0"));
  box.replaceChildren(scale, ...items.map((item) => {
    const column = element("div", "column");
    column.classList.toggle("closed", item.closed);
    column.classList.toggle("unseen", item.unseen > 0.5);
    column.title = item.title;
    const bar = element("div", "bar");
    const withheld = item.count && item.count.withheld > 0;
    bar.classList.toggle("withheld", Boolean(withheld));
    bar.style.height = `${100 * Math.max(item.count ? item.count.count : 0, withheld ? most * 0.06 : 0) / most}%`;
    const area = element("div", "area");
    if (item.before !== null && item.before !== undefined) {
      const mark = element("div", "mark");
      mark.style.bottom = `${100 * item.before / most}%`;
      area.append(mark);
    }
    area.append(bar);
    column.append(area, element("span", "label", item.label));
    return column;
  }));
  box.setAttribute("aria-label", words);
}

/** The next number that people count by and can halve. */
function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
}

/** A table of hours and weekdays, the darker the more. */
export function heat(id, hours, isMean) {
  const cells = new Map(); // by weekday and hour
  for (const hour of hours) {
    const key = `${weekday(hour.date)} ${hour.hour}`;
    const sum = cells.get(key) || { count: null, days: 0, closed: 0, dates: [] };
    if (hour.visitors && !(isUnseen(hour) && hour.visitors.count === 0)) {
      sum.count = sum.count || { count: 0, withheld: 0 };
      sum.count.count += hour.visitors.count;
      sum.count.withheld += hour.visitors.withheld;
      sum.days++;
    }
    sum.closed += hour.open === false ? 1 : 0;
    sum.dates.push(hour.date);
    cells.set(key, sum);
  }
  const value = (sum) => (sum.count ? sum.count.count / (isMean ? sum.days : 1) : 0);
  const most = Math.max(1, ...[...cells.values()].map(value));
  const head = element("tr");
  head.append(element("th", "", "hour"), ...WEEKDAYS.map((name, at) => {
    const th = element("th", "", name);
    th.scope = "col";
    const dates = cells.get(`${at} 0`);
    if (dates && dates.dates.length === 1) {
      th.title = longDate(dates.dates[0]);
    }
    return th;
  }));
  const rows = [...Array(24).keys()].map((hour) => {
    const row = element("tr");
    const th = element("th", "", hourName(hour));
    th.scope = "row";
    row.append(th, ...WEEKDAYS.map((name, at) => {
      const sum = cells.get(`${at} ${hour}`);
      const td = element("td");
      if (sum) {
        const closed = sum.closed === sum.dates.length;
        td.classList.toggle("closed", closed);
        td.textContent = !sum.count ? (closed ? "" : "–") : isMean && isWhole(sum.count) ? decimal(value(sum)) : short(sum.count);
        td.classList.toggle("withheld", Boolean(sum.count && sum.count.withheld));
        const level = value(sum) / most;
        td.style.setProperty("--level", `${Math.round(88 * level)}%`);
        td.classList.toggle("strong", level > 0.6);
        td.classList.toggle("strongest", level > 0.88);
        td.classList.toggle("zero", Boolean(sum.count) && sum.count.count === 0);
        td.title = `${name} ${hourName(hour)}: ${cell(sum.count)}${closed ? ", closed" : ""}`;
      }
      return td;
    }));
    return row;
  });
  document.getElementById(id).replaceChildren(head, ...rows);
}

/** A cell's words where there is little room. */
function short(one) {
  return one.withheld === 0 ? number(one.count) : one.count === 0 ? "withheld" : `≥ ${number(one.count)}`;
}

/** Whether nothing was seen in all of an hour, so that nobody found is no zero. */
export function isUnseen(hour) {
  return hour.seconds > 0 && hour.secondsUnseen >= hour.seconds;
}

export function bandName(band) {
  return band.toAge === null ? `${band.fromAge}+` : `${band.fromAge}–${band.toAge}`;
}

/** Women to the left, men to the right, the old on top, as a table with bars in its cells. */
export function pyramid(id, bands) {
  const most = Math.max(1, ...bands.flatMap((band) => [band.female.count, band.male.count]));
  const room = bands.some((band) => band.female.withheld || band.male.withheld) ? 50 : 78; // beside longer words
  const side = (one, name) => {
    const box = element("div", `side ${name}`);
    const bar = element("span", "bar");
    bar.style.width = `${room * Math.max(one.count, one.withheld ? most * 0.06 : 0) / most}%`;
    bar.classList.toggle("withheld", one.withheld > 0);
    box.append(element("span", "count", short(one)), bar);
    return box;
  };
  table(id, ["age", "women", "men", "unknown"],
    [...bands].reverse().map((band) => [bandName(band), side(band.female, "female"), side(band.male, "male"), short(band.unknown)]));
}
