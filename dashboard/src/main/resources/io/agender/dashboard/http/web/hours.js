// Opening hours as people write them, and as records hold them: minutes since midnight. Nothing here touches the page.

export const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const DAY_MINUTES = 24 * 60;

/** Such as "10:00-13:00, 14:00-16:00"; nothing for closed. */
export function timesText(times) {
  return times.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(", ");
}

function clock(minutes) {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The times that a text names, earliest first; throws an error with a sentence when it names none. */
export function readTimes(text) {
  const times = text.trim() === "" || text.trim().toLowerCase() === "closed" ? [] : text.split(",").map(readTime);
  times.sort((one, other) => one.from - other.from);
  times.forEach((time, number) => {
    if (number > 0 && time.from <= times[number - 1].to) {
      throw new Error("Two times overlap, or one begins where another ends.");
    }
  });
  return times;
}

function readTime(text) {
  const [, fromHour, fromMinute, toHour, toMinute] = /^\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*$/.exec(text) || [];
  const [from, to] = [fromHour * 60 + Number(fromMinute), toHour * 60 + Number(toMinute)];
  if (!(fromMinute < 60 && toMinute < 60 && from < to && to <= DAY_MINUTES)) {
    throw new Error(`“${text.trim()}” is no time; write 09:00-18:30, or nothing when it is closed.`);
  }
  return { from, to };
}

/** A line for each date, such as "2026-12-24: 09:00-13:00" or "2026-12-25: closed". */
export function datesText(dates) {
  return dates.map(({ date, open }) => `${date}: ${open.length === 0 ? "closed" : timesText(open)}`).join("\n");
}

/** The dates that a text names; throws an error with a sentence when a line names none. */
export function readDates(text) {
  const dates = text.split("\n").filter((line) => line.trim() !== "").map((line) => {
    const [, date, times] = /^\s*(\d{4}-\d\d-\d\d)\s*:(.*)$/.exec(line) || [];
    if (!date || !isDate(date)) {
      throw new Error(`“${line.trim()}” begins with no date; write 2026-12-24: 09:00-13:00, or closed.`);
    }
    return { date, open: readTimes(times) };
  });
  const names = dates.map(({ date }) => date);
  const twice = names.find((date, number) => names.indexOf(date) !== number);
  if (twice) {
    throw new Error(`${twice} is there twice.`);
  }
  return dates.sort((one, other) => (one.date < other.date ? -1 : 1));
}

function isDate(text) {
  const date = new Date(text + "T00:00:00Z");
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The hours that the fields of a form say: a text for each day, Monday first, and one for the dates. */
export function readHours(days, dates) {
  return {
    week: days.map((text, number) => ({ day: DAYS[number], open: readTimes(text) })).filter(({ open }) => open.length > 0),
    dates: readDates(dates),
  };
}

/** The text for each day, Monday first. */
export function daysText(hours) {
  return DAYS.map((day) => timesText(hours.week.filter((one) => one.day === day).flatMap(({ open }) => open)));
}
