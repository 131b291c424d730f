// A draft of a camera's settings and what can be done to it. Each step makes a new draft, so that steps can be undone.
// Nothing here touches the page. Points are [x, y], shares of the picture.

const DIGITS = 10000; // a ten-thousandth of the picture is less than a pixel of a screen
export const MOST = 32; // zones, and lines
const MOST_CORNERS = 64;

/** What a version says, or a draft with nothing in it. */
export function draftOf(version) {
  const { site = null, timeZone = null, openingHours = null, zones = [], lines = [] } = version || {};
  return { site, timeZone, openingHours, zones, lines };
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function within(value) {
  return Math.round(Math.min(1, Math.max(0, value)) * DIGITS) / DIGITS;
}

/** Zones and lines in one shape: the points of each. */
export function pointsOf(draft, { kind, index }) {
  const one = draft[kind][index];
  return kind === "zones" ? one.polygon : [one.from, one.to];
}

function withPoints(draft, { kind, index }, points) {
  const changed = kind === "zones" ? { polygon: points } : { from: points[0], to: points[1] };
  return withPlace(draft, { kind, index }, changed);
}

function withPlace(draft, { kind, index }, changed) {
  return { ...draft, [kind]: draft[kind].map((one, number) => (number === index ? { ...one, ...changed } : one)) };
}

/** Adds a zone or a line under a name that is free. */
export function add(draft, kind, points) {
  const word = kind === "zones" ? "zone" : "line";
  let number = 1;
  while (draft[kind].some((one) => one.name === `${word} ${number}`)) {
    number++;
  }
  const rounded = points.map(([x, y]) => [within(x), within(y)]);
  const one = kind === "zones" ? { name: `${word} ${number}`, polygon: rounded }
    : { name: `${word} ${number}`, from: rounded[0], to: rounded[1], inside: "LEFT" };
  return { ...draft, [kind]: [...draft[kind], one] };
}

export function remove(draft, { kind, index }) {
  return { ...draft, [kind]: draft[kind].filter((one, number) => number !== index) };
}

export function rename(draft, place, name) {
  return withPlace(draft, place, { name: name.trim() });
}

/** Makes the other side of a line the one that is in. */
export function turn(draft, place) {
  return withPlace(draft, place, { inside: draft.lines[place.index].inside === "LEFT" ? "RIGHT" : "LEFT" });
}

export function movePoint(draft, place, point, [x, y]) {
  return withPoints(draft, place, pointsOf(draft, place).map((one, number) => (number === point ? [within(x), within(y)] : one)));
}

/** Moves a whole zone or line, as far as it stays in the picture. */
export function move(draft, place, [x, y]) {
  const points = pointsOf(draft, place);
  const [right, down] = [x, y].map((way, axis) => {
    const values = points.map((point) => point[axis]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), way));
  });
  return withPoints(draft, place, points.map((point) => [within(point[0] + right), within(point[1] + down)]));
}

/** Adds a corner in the middle of the side that begins at a corner; nothing where a zone has as many as it may. */
export function addCorner(draft, place, after) {
  const points = pointsOf(draft, place);
  if (place.kind !== "zones" || points.length >= MOST_CORNERS) {
    return draft;
  }
  const [one, other] = [points[after], points[(after + 1) % points.length]];
  const middle = [within((one[0] + other[0]) / 2), within((one[1] + other[1]) / 2)];
  return withPoints(draft, place, [...points.slice(0, after + 1), middle, ...points.slice(after + 1)]);
}

/** Takes a corner away; nothing of a zone that has three, and of a line. */
export function removeCorner(draft, place, point) {
  const points = pointsOf(draft, place);
  return place.kind !== "zones" || points.length <= 3 ? draft
    : withPoints(draft, place, points.filter((one, number) => number !== point));
}

/** What must be mended before a draft can be saved, as a sentence for each; the server asks again. */
export function mistakes(draft) {
  const found = [];
  for (const [kind, word] of [["zones", "zone"], ["lines", "line"]]) {
    const names = new Set();
    for (const { name } of draft[kind]) {
      if (name === "") {
        found.push(`A ${word} has no name.`);
      } else if (names.has(name)) {
        found.push(`Two ${kind} are called ${name}.`);
      }
      names.add(name);
    }
    if (draft[kind].length > MOST) {
      found.push(`There are ${draft[kind].length} ${kind}; a camera has ${MOST} at most.`);
    }
  }
  for (const zone of draft.zones) {
    if (!isSimple(zone.polygon)) {
      found.push(`The sides of zone ${zone.name} cross or touch each other.`);
    }
  }
  for (const line of draft.lines) {
    if (same(line.from, line.to)) {
      found.push(`Line ${line.name} begins where it ends.`);
    }
  }
  return found;
}

/** Whether a polygon has an area and no two of its sides meet but neighbours, at their common corner. */
export function isSimple(corners) {
  const sides = corners.length;
  const at = (number) => corners[number % sides];
  for (let side = 0; side < sides; side++) {
    const [from, to, next] = [at(side), at(side + 1), at(side + 2)];
    if (same(from, to) || turned(from, to, next) === 0 && dot(to, from, next) > 0) {
      return false;
    }
    for (let other = side + 2; other < sides; other++) {
      if (!(side === 0 && other === sides - 1) && meet(from, to, at(other), at(other + 1))) {
        return false;
      }
    }
  }
  return sides >= 3 && corners.reduce((sum, [x, y], number) => sum + x * at(number + 1)[1] - at(number + 1)[0] * y, 0) !== 0;
}

function turned(a, b, c) {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function dot(corner, one, other) {
  return (one[0] - corner[0]) * (other[0] - corner[0]) + (one[1] - corner[1]) * (other[1] - corner[1]);
}

function meet(a, b, c, d) {
  const [one, two, three, four] = [turned(a, b, c), turned(a, b, d), turned(c, d, a), turned(c, d, b)];
  return one !== two && three !== four && !(one === 0 && two === 0)
    || one === 0 && between(a, b, c) || two === 0 && between(a, b, d)
    || three === 0 && between(c, d, a) || four === 0 && between(c, d, b);
}

function between(a, b, point) {
  return [0, 1].every((axis) => point[axis] >= Math.min(a[axis], b[axis]) && point[axis] <= Math.max(a[axis], b[axis]));
}

/** The drafts that were, the one that is, and those that were undone. */
export class Steps {
  constructor(first) {
    this.before = [];
    this.now = first;
    this.after = [];
    this.last = null;
  }

  /**
   * Takes a step; one that goes on with the last one within a second is the same step, such as a key that is held.
   * @param {string} what names the step, empty for one that stands alone
   */
  take(draft, what = "", at = Date.now()) {
    if (same(draft, this.now)) {
      return false;
    }
    if (!(what !== "" && this.last && this.last.what === what && at - this.last.at < 1000)) {
      this.before.push(this.now);
    }
    this.last = { what, at };
    this.now = draft;
    this.after = [];
    return true;
  }

  undo() {
    return this.go(this.before, this.after);
  }

  redo() {
    return this.go(this.after, this.before);
  }

  go(from, to) {
    if (from.length === 0) {
      return false;
    }
    to.push(this.now);
    this.now = from.pop();
    this.last = null;
    return true;
  }
}
