// Where labels go in a picture, so that none covers another. Nothing here touches the page.

/** The area that two rectangles have in common. */
export function overlap(one, other) {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Places labels one after the other, each where it covers no label before it, and as little as can be of what is to be
 * seen: at the first of its spots that covers nothing, else where it covers least.
 * @param {{width: number, height: number, spots: number[][], own?: object}[]} labels spots are upper left corners, the best
 *   first; what a label belongs to it may cover
 * @param {{width: number, height: number}} frame no label leaves it
 * @param {object[]} seen rectangles that should stay visible
 * @param {object[]} taken rectangles of labels that are there
 * @returns {(object|null)[]} the rectangle of each, null where every spot would cover a label
 */
export function place(labels, frame, seen, taken = []) {
  const used = [...taken];
  return labels.map((label) => {
    let best = null;
    let least = Infinity;
    for (const [left, y] of label.spots) {
      const x = Math.min(Math.max(0, left), Math.max(0, frame.width - label.width));
      const spot = { x, y, width: label.width, height: label.height };
      if (y < 0 || y + label.height > frame.height || used.some((other) => overlap(spot, other) > 0)) {
        continue;
      }
      const covered = seen.reduce((sum, other) => sum + (other === label.own ? 0 : overlap(spot, other)), 0);
      if (covered < least) {
        best = spot;
        least = covered;
      }
      if (covered === 0) {
        break;
      }
    }
    if (best) {
      used.push(best);
    }
    return best;
  });
}

/** Spots around a box: above it, below it, beside it, a little farther off, at last inside. */
export function around(box, width, height) {
  const right = box.x + box.width - width;
  const below = box.y + box.height;
  return [
    [box.x, box.y - height], [right, box.y - height], [box.x, below], [right, below],
    [box.x + box.width, box.y], [box.x - width, box.y], [box.x + box.width, below - height], [box.x - width, below - height],
    [box.x, box.y - 2 * height], [box.x, below + height], [box.x, box.y], [box.x, below - height],
  ];
}

/** Spots inside a polygon's corners, that at the upper left first. */
export function inCorners(corners, width, height, room) {
  const middle = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length);
  return [...corners].sort((one, other) => one[0] + one[1] - other[0] - other[1]).map(([x, y]) => [
    x <= middle[0] ? x + room : x - width - room,
    y <= middle[1] ? y + room : y - height - room,
  ]);
}

/** Spots beside a line, from its first end to the other. */
export function beside([fromX, fromY], [toX, toY], width, height, room) {
  return [0.02, 0.98, 0.25, 0.75, 0.5].flatMap((share) => {
    const x = fromX + (toX - fromX) * share;
    const y = fromY + (toY - fromY) * share - (share > 0.5 ? height : 0);
    return [[x + room, y], [x - width - room, y], [x + room, y - height]];
  });
}
