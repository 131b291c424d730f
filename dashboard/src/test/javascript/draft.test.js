import assert from "node:assert/strict";
import { test } from "node:test";

import {
  Steps, add, addCorner, draftOf, isSimple, mistakes, move, movePoint, pointsOf, remove, removeCorner, rename, turn,
} from "../web/draft.js";

const SQUARE = [[0.2, 0.2], [0.6, 0.2], [0.6, 0.6], [0.2, 0.6]];
const ZONE = { kind: "zones", index: 0 };
const LINE = { kind: "lines", index: 0 };
const DRAFT = add(add(draftOf(null), "zones", SQUARE), "lines", [[0.5, 0], [0.5, 1]]);

test("a draft keeps all that a version says, and nothing of when it was written", () => {
  const version = { version: 3, validFrom: "2026-11-30T09:00:00Z", drawn: true, site: "Bremen", timeZone: "Europe/Berlin",
    openingHours: { week: [], dates: [] }, zones: DRAFT.zones, lines: DRAFT.lines };
  assert.deepEqual(Object.keys(draftOf(version)), ["site", "timeZone", "openingHours", "zones", "lines"]);
  assert.equal(draftOf(version).site, "Bremen");
});

test("what is added gets a name that is free", () => {
  assert.deepEqual(DRAFT.zones.map(({ name }) => name), ["zone 1"]);
  const more = add(rename(add(DRAFT, "zones", SQUARE), ZONE, "zone 3"), "zones", SQUARE);
  assert.deepEqual(more.zones.map(({ name }) => name), ["zone 3", "zone 2", "zone 1"]);
  assert.deepEqual(mistakes(more), []);
});

test("no step changes the draft that was before it", () => {
  const before = structuredClone(DRAFT);
  movePoint(DRAFT, ZONE, 1, [0.9, 0.1]);
  move(DRAFT, ZONE, [0.1, 0.1]);
  addCorner(DRAFT, ZONE, 0);
  removeCorner(DRAFT, ZONE, 0);
  rename(DRAFT, LINE, "door");
  turn(DRAFT, LINE);
  remove(DRAFT, ZONE);
  assert.deepEqual(DRAFT, before);
});

test("points stay in the picture and are as exact as a screen", () => {
  assert.deepEqual(pointsOf(movePoint(DRAFT, ZONE, 0, [-0.2, 1.7]), ZONE)[0], [0, 1]);
  assert.deepEqual(pointsOf(movePoint(DRAFT, ZONE, 0, [1 / 3, 0.1]), ZONE)[0], [0.3333, 0.1]);
});

test("a zone that is pushed against the border keeps its shape", () => {
  assert.deepEqual(pointsOf(move(DRAFT, ZONE, [5, -5]), ZONE), [[0.6, 0], [1, 0], [1, 0.4], [0.6, 0.4]]);
});

test("a corner is added in the middle of a side, the last side too", () => {
  assert.deepEqual(pointsOf(addCorner(DRAFT, ZONE, 3), ZONE)[4], [0.2, 0.4]);
  assert.equal(addCorner(DRAFT, LINE, 0), DRAFT);
});

test("a zone keeps three corners, a line its two ends", () => {
  const triangle = removeCorner(DRAFT, ZONE, 3);
  assert.equal(pointsOf(triangle, ZONE).length, 3);
  assert.equal(removeCorner(triangle, ZONE, 0), triangle);
  assert.equal(removeCorner(DRAFT, LINE, 0), DRAFT);
});

test("the side that is in can be the other one", () => {
  assert.equal(turn(DRAFT, LINE).lines[0].inside, "RIGHT");
  assert.equal(turn(turn(DRAFT, LINE), LINE).lines[0].inside, "LEFT");
});

test("what can't be saved is told in sentences", () => {
  const bow = add(draftOf(null), "zones", [[0, 0], [1, 1], [1, 0], [0, 1]]);
  assert.deepEqual(mistakes(bow), ["The sides of zone zone 1 cross or touch each other."]);
  assert.deepEqual(mistakes(rename(DRAFT, ZONE, "  ")), ["A zone has no name."]);
  assert.deepEqual(mistakes(rename(add(DRAFT, "zones", SQUARE), ZONE, "zone 2")), ["Two zones are called zone 2."]);
  assert.deepEqual(mistakes(movePoint(DRAFT, LINE, 1, [0.5, 0])), ["Line line 1 begins where it ends."]);
  const many = Array.from({ length: 33 }).reduce((draft) => add(draft, "zones", SQUARE), draftOf(null));
  assert.deepEqual(mistakes(many), ["There are 33 zones; a camera has 32 at most."]);
});

/** The cases of SettingsRulesTest, which the server goes by. */
test("a polygon is simple where the server takes it", () => {
  for (const corners of ["0 0  1 0  0 1", "0 0  0 1  1 1  1 0", "0 0  1 0  1 1  0.5 0.2  0 1", "0 0  0.5 0  1 0  1 1"]) {
    assert.ok(isSimple(read(corners)), corners);
  }
  for (const corners of ["0 0  1 1  1 0  0 1", "0.5 0  0.8 1  0 0.4  1 0.4  0.2 1", "0 0  0.5 0.5  1 1", "0 0  1 0  0.5 0  0.5 1",
    "0 0  1 0  1 1  0.5 0  0 1", "0 0  0 0  1 0  1 1", "0 0  1 1", ""]) {
    assert.ok(!isSimple(read(corners)), corners);
  }
});

function read(corners) {
  return corners === "" ? [] : corners.split("  ").map((corner) => corner.split(" ").map(Number));
}

test("steps are undone and done again, and a new one forgets those that were undone", () => {
  const steps = new Steps(1);
  steps.take(2);
  steps.take(3);
  assert.ok(steps.undo());
  assert.equal(steps.now, 2);
  assert.ok(steps.redo());
  assert.equal(steps.now, 3);
  steps.undo();
  steps.take(4);
  assert.ok(!steps.redo());
  assert.ok(steps.undo() && steps.undo() && !steps.undo());
  assert.equal(steps.now, 1);
});

test("a key that is held is one step, and what changes nothing is none", () => {
  const steps = new Steps(0);
  for (let moves = 1; moves <= 10; moves++) {
    steps.take(moves, "move zones 0", moves * 100);
  }
  steps.take(11, "move zones 0", 5000);
  assert.ok(!steps.take(11));
  steps.undo();
  assert.equal(steps.now, 10);
  steps.undo();
  assert.equal(steps.now, 0);
});
