// What is wrong with cameras, in the words that are shown where people look first. Nothing here touches the page.

import { behindText, sightText, statusText } from "./live.js";

/** What helps against each, in a few words. */
const ADVICE = {
  DARK: "No frame comes; look at its power and its network.",
  UNREADABLE: "Frames come, and their pictures are broken.",
  LATE: "Its frames fall into windows that are final; set its clock.",
};

/**
 * The alarms of one camera, the worst first. Who would have told of it and is silent is not its fault: that the page says
 * in a line of its own.
 */
export function alarmsOf(camera) {
  const alarms = [];
  if (ADVICE[camera.status]) {
    alarms.push({ camera: camera.id, kind: camera.status, text: statusText(camera), advice: ADVICE[camera.status] });
  }
  if (camera.behind) {
    alarms.push({
      camera: camera.id, kind: "BEHIND", text: behindText(camera),
      advice: "Its frames wait for a processor; start more of them, or send fewer frames.",
    });
  }
  if (camera.impaired) {
    alarms.push({
      camera: camera.id, kind: "IMPAIRED_" + camera.impaired.kind, text: sightText(camera),
      advice: "That nobody is found tells nothing; look at its lens.",
    });
  }
  return alarms;
}

/** The alarms of all cameras, some at most, by camera; and how many more there are. */
export function allAlarms(cameras, most) {
  const all = [...cameras].sort((one, other) => (one.id < other.id ? -1 : 1)).flatMap(alarmsOf);
  return { shown: all.slice(0, most), more: Math.max(0, all.length - most) };
}
