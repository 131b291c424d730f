// What there is to say of a stream that has ended, such as a clip: all of it, by its own length. Nothing here touches the
// page.

/** A count over several windows as it is shown: withheld ones make it a lower bound. */
export function cell(one) {
  return one === null || one === undefined ? "–"
    : one.withheld === 0 ? String(one.count) : one.count === 0 ? "withheld" : `${one.count} or more`;
}

export function duration(seconds) {
  return seconds < 90 ? `${Math.round(seconds * 10) / 10} s`
    : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Names and values of the tiles of a sum over a whole stream that is so long, in their order. */
export function tiles(total, seconds) {
  const tracks = total.countedUnit === "TRACKS";
  const { watchersEnded, watchedMillis } = total;
  const known = watchersEnded && watchedMillis && watchersEnded.count > 0
    && watchersEnded.withheld === 0 && watchedMillis.withheld === 0;
  return [
    [tracks ? "People in all" : "Faces in all", tracks ? cell(total.entered) : String(total.facesDetected)],
    ["Length", duration(seconds)],
    ["Frames", String(total.framesAnalysed + total.framesPredicted)],
    ["Stay, mean", total.dwellMeanSeconds === null ? "–" : duration(total.dwellMeanSeconds)],
    ["Watched", cell(watchersEnded)],
    ["Attention, mean", known ? duration(watchedMillis.count / 1000 / watchersEnded.count) : "–"],
    ["Faces found", String(total.facesDetected)],
    ["Most at once", String(total.peakOccupancy)],
  ];
}

/** Zones and lines of several windows, added up by name, in the order in which they first come. */
export function sumPlaces(windows) {
  const zones = new Map();
  const lines = new Map();
  const sum = (map, name, fields) => {
    const before = map.get(name) || {};
    for (const [field, value, withheld] of fields) {
      const { count, withheld: hidden } = before[field] || { count: 0, withheld: 0 };
      before[field] = { count: count + (value ?? 0), withheld: hidden + (withheld && value === null ? 1 : 0) };
    }
    map.set(name, before);
    return before;
  };
  for (const window of windows) {
    for (const zone of window.zones) {
      const all = sum(zones, zone.zone, [["entered", zone.peopleEntered, window.withheld],
        ["stays", zone.staysEnded, window.withheld], ["dwellMillis", zone.dwellTotalMillis, window.withheld]]);
      all.peak = Math.max(all.peak || 0, zone.peakOccupancy);
    }
    for (const line of window.lines) {
      sum(lines, line.line, [["in", line.crossedIn, window.withheld], ["out", line.crossedOut, window.withheld]]);
    }
  }
  return {
    zones: [...zones].map(([name, all]) => [name, cell(all.entered), all.stays.count > 0 && all.stays.withheld === 0
      ? duration(all.dwellMillis.count / 1000 / all.stays.count) : "–", String(all.peak)]),
    lines: [...lines].map(([name, all]) => [name, cell(all.in), cell(all.out)]),
  };
}
