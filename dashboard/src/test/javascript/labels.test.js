import assert from "node:assert/strict";
import { test } from "node:test";

import { around, beside, inCorners, overlap, place } from "../web/labels.js";

const FRAME = { width: 640, height: 360 };

function plate(face) {
  return { width: 80, height: 20, spots: around(face, 80, 20), own: face };
}

/** The same numbers each time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("a label stands above its face where there is room", () => {
  const face = { x: 100, y: 100, width: 60, height: 60 };
  assert.deepEqual(place([plate(face)], FRAME, [face]), [{ x: 100, y: 80, width: 80, height: 20 }]);
});

test("the label of a face at the upper border stands below it", () => {
  const face = { x: 100, y: 5, width: 60, height: 60 };
  assert.equal(place([plate(face)], FRAME, [face])[0].y, 65);
});

test("a label does not cover the face of a neighbour when another spot is free", () => {
  const low = { x: 100, y: 100, width: 60, height: 60 };
  const high = { x: 100, y: 45, width: 60, height: 50 };
  const [label] = place([plate(low)], FRAME, [low, high]);
  assert.equal(overlap(label, high), 0);
});

test("labels of a crowd cover no label and leave no picture", () => {
  for (let crowd = 1; crowd <= 50; crowd++) {
    const number = numbers(crowd);
    const faces = Array.from({ length: 30 }, () => {
      const size = 20 + 80 * number();
      return { x: number() * (640 - size), y: number() * (360 - size), width: size, height: size };
    });
    const placed = place(faces.map(plate), FRAME, faces).filter(Boolean);
    assert.ok(placed.length >= 15, `${placed.length} labels of crowd ${crowd}`);
    placed.forEach((one, number) => {
      assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= 640 && one.y + one.height <= 360);
      placed.slice(number + 1).forEach((other) => assert.equal(overlap(one, other), 0));
    });
  }
});

test("a label that finds only taken spots is left out", () => {
  const face = { x: 0, y: 0, width: 640, height: 360 };
  const taken = [{ x: 0, y: 0, width: 640, height: 360 }];
  assert.deepEqual(place([plate(face)], FRAME, [face], taken), [null]);
});

test("names of zones that share a corner stand apart", () => {
  const corners = [[10, 10], [200, 10], [200, 200], [10, 200]];
  const name = { width: 60, height: 16, spots: inCorners(corners, 60, 16, 4) };
  const [one, other] = place([name, name], FRAME, []);
  assert.deepEqual([one.x, one.y], [14, 14]);
  assert.equal(overlap(one, other), 0);
});

test("the name of a line at the right border stays in the picture", () => {
  const [name] = place([{ width: 60, height: 16, spots: beside([636, 0], [636, 360], 60, 16, 4) }], FRAME, []);
  assert.ok(name.x + name.width <= 640);
});
