import assert from "node:assert/strict";
import { test } from "node:test";

import { cell, sumPlaces, tiles } from "../web/stream.js";

const TOTAL = {
  countedUnit: "TRACKS", seconds: 5, entered: { count: 2, withheld: 0 }, facesDetected: 30, framesAnalysed: 46,
  framesPredicted: 0, dwellMeanSeconds: 4.2, watchersEnded: { count: 1, withheld: 0 },
  watchedMillis: { count: 2500, withheld: 0 }, peakOccupancy: 2,
};

function window(zones, lines = [], withheld = false) {
  return { zones, lines, withheld };
}

function zone(name, entered, stays, millis, peak) {
  return { zone: name, peopleEntered: entered, staysEnded: stays, dwellTotalMillis: millis, peakOccupancy: peak };
}

test("the tiles of a clip tell of all of it", () => {
  assert.deepEqual(Object.fromEntries(tiles(TOTAL, 4.6)), {
    "People in all": "2", Length: "4.6 s", Frames: "46", "Stay, mean": "4.2 s", Watched: "1", "Attention, mean": "2.5 s",
    "Faces found": "30", "Most at once": "2",
  });
});

test("what is withheld is no zero", () => {
  assert.equal(cell({ count: 0, withheld: 1 }), "withheld");
  assert.equal(cell({ count: 3, withheld: 1 }), "3 or more");
  assert.equal(cell(null), "–");
  const hidden = tiles({ ...TOTAL, watchersEnded: { count: 3, withheld: 1 } }, 5);
  assert.deepEqual(hidden.filter(([name]) => name === "Attention, mean"), [["Attention, mean", "–"]]);
});

test("where faces are not tracked they are counted in every frame", () => {
  const [[name, value]] = tiles({ ...TOTAL, countedUnit: "FACES", entered: null, watchersEnded: null, watchedMillis: null }, 5);
  assert.deepEqual([name, value], ["Faces in all", "30"]);
});

test("zones and lines add up by their names", () => {
  const all = sumPlaces([
    window([zone("till", 1, 0, 0, 1)], [{ line: "door", crossedIn: 1, crossedOut: 0 }]),
    window([zone("till", 2, 2, 6000, 3), zone("sofa", 0, 0, 0, 0)], [{ line: "door", crossedIn: 0, crossedOut: 2 }]),
  ]);
  assert.deepEqual(all.zones, [["till", "3", "3 s", "3"], ["sofa", "0", "–", "0"]]);
  assert.deepEqual(all.lines, [["door", "1", "2"]]);
});

test("a zone whose counts are withheld in a window has at least the others", () => {
  const all = sumPlaces([window([zone("till", 2, 1, 1000, 1)]), window([zone("till", null, null, null, 4)], [], true)]);
  assert.deepEqual(all.zones, [["till", "2 or more", "–", "4"]]);
});
