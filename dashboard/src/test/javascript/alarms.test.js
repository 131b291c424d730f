import assert from "node:assert/strict";
import { test } from "node:test";

import { alarmsOf, allAlarms } from "../web/alarms.js";

const SINCE = new Date();
SINCE.setHours(14, 2, 31, 0);

function camera(status, impaired = null, id = "vault") {
  return { id, status, since: status === "LIVE" ? null : SINCE.toISOString(), impaired };
}

test("a camera that is well, has ended, or is not known for others' fault, has no alarm", () => {
  for (const status of ["LIVE", "ENDED", "UNKNOWN"]) {
    assert.deepEqual(alarmsOf(camera(status)), []);
  }
});

test("an alarm says what is wrong and since when, by the local clock", () => {
  assert.equal(alarmsOf(camera("DARK"))[0].text, "Dark since 14:02:31");
  assert.match(alarmsOf(camera("LATE"))[0].text, /^Its clock is wrong, nothing is counted since 14:02:31$/);
  assert.match(alarmsOf(camera("UNREADABLE"))[0].text, /can’t be read since 14:02:31$/);
});

test("each kind of view that is impaired is named", () => {
  for (const kind of ["DARK", "OVEREXPOSED", "BLOCKED", "BLURRED", "MOVED"]) {
    const [alarm] = alarmsOf(camera("LIVE", { kind, since: SINCE.toISOString() }));
    assert.equal(alarm.text, `Can’t see: ${kind.toLowerCase()} since 14:02:31`);
    assert.equal(alarm.kind, "IMPAIRED_" + kind);
  }
});

test("a camera whose frames wait for their analysis says since when, and by how much where that is known", () => {
  const late = (seconds) => alarmsOf({ ...camera("LIVE"), behind: { since: SINCE.toISOString(), seconds } })[0];
  assert.equal(late(44).text, "Analysed late since 14:02:31, by 40 s");
  assert.equal(late(46).text, "Analysed late since 14:02:31, by 50 s");
  assert.equal(late(250).text, "Analysed late since 14:02:31, by 4 min");
  assert.equal(late(null).text, "Analysed late since 14:02:31");
  assert.equal(late(null).kind, "BEHIND");
});

test("a camera with a wrong clock that can't see has both alarms", () => {
  const both = alarmsOf(camera("LATE", { kind: "BLOCKED", since: null }));
  assert.deepEqual(both.map((alarm) => alarm.kind), ["LATE", "IMPAIRED_BLOCKED"]);
});

test("of many alarms some are shown, and how many more there are", () => {
  const cameras = Array.from({ length: 20 }, (_, number) => camera("DARK", null, "camera-" + (50 - number)));
  const { shown, more } = allAlarms(cameras, 6);
  assert.deepEqual(shown.map((alarm) => alarm.camera), [31, 32, 33, 34, 35, 36].map((number) => "camera-" + number));
  assert.equal(more, 14);
});
