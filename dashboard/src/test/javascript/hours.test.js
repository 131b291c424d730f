import assert from "node:assert/strict";
import { test } from "node:test";

import { datesText, daysText, readDates, readHours, readTimes, timesText } from "../web/hours.js";

test("times are read as people write them and written the same way", () => {
  assert.deepEqual(readTimes("14:00-16:00, 9:00 – 13:30"), [{ from: 540, to: 810 }, { from: 840, to: 960 }]);
  assert.equal(timesText(readTimes("14:00-16:00,9:00-13:30")), "09:00-13:30, 14:00-16:00");
  assert.deepEqual(readTimes("00:00-24:00"), [{ from: 0, to: 1440 }]);
  assert.deepEqual(readTimes(" "), []);
  assert.deepEqual(readTimes("closed"), []);
});

test("what is no time is told in a sentence", () => {
  for (const text of ["9-18", "18:00-09:00", "09:00-24:01", "09:60-10:00", "09:00-09:00", "09:00-18:00 daily", "<b>", "09:00-10:00,"]) {
    assert.throws(() => readTimes(text), /is no time; write 09:00-18:30/, text);
  }
  assert.throws(() => readTimes("09:00-13:00, 13:00-18:00"), /overlap/);
});

test("dates are read a line each, in their order", () => {
  const dates = readDates("2026-12-25: closed\n\n2026-12-24: 09:00-13:00\n");
  assert.deepEqual(dates.map(({ date }) => date), ["2026-12-24", "2026-12-25"]);
  assert.equal(datesText(dates), "2026-12-24: 09:00-13:00\n2026-12-25: closed");
  assert.throws(() => readDates("2026-02-30: closed"), /begins with no date/);
  assert.throws(() => readDates("24.12.: closed"), /begins with no date/);
  assert.throws(() => readDates("2026-12-24: closed\n2026-12-24: closed"), /2026-12-24 is there twice/);
});

test("a week has the days that are open, and comes back as it was written", () => {
  const days = ["09:00-18:30", "09:00-18:30", "", "", "", "10:00-13:00, 14:00-16:00", "closed"];
  const hours = readHours(days, "");
  assert.deepEqual(hours.week.map(({ day }) => day), ["MONDAY", "TUESDAY", "SATURDAY"]);
  assert.deepEqual(daysText(hours), [...days.slice(0, 6), ""]);
});
