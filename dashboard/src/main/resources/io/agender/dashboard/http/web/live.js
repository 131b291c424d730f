// The stream of events: the newest state of every camera, with word of how the connection is.

const PATIENCE = 12000; // more than two signs of life of the server

/**
 * Follows the server's events for ever. While the server is gone, or sends nothing though it should, all that is shown
 * is dimmed, with the time that it is of.
 * @param {string} query such as "?camera=lobby"
 * @param {{camera: function(object), gone: function(object), server: function(object)}} on takes what comes
 */
export function follow(query, on) {
  const connection = document.getElementById("connection");
  let source;
  let lastSign = 0; // of the server, by this browser's clock
  let lastTry = Date.now();
  const up = () => {
    lastSign = Date.now();
    show(connection, "Connected");
    connection.dataset.state = "up";
    delete document.body.dataset.stale;
  };
  const down = () => {
    const of = lastSign ? time(new Date(lastSign).toISOString()) : "";
    show(connection, of ? `Connection lost; as of ${of}` : "No connection, trying again …");
    connection.dataset.state = "down";
    document.body.dataset.stale = of;
  };
  const take = (name, event) => {
    up();
    on[name](JSON.parse(event.data));
  };
  const connect = () => {
    lastTry = Date.now();
    source = new EventSource("/api/events" + query);
    source.addEventListener("camera", (event) => take("camera", event));
    source.addEventListener("gone", (event) => take("gone", event));
    source.addEventListener("server", (event) => take("server", event));
    source.addEventListener("error", down);
  };
  connect();
  setInterval(() => {
    if (Date.now() - lastSign > PATIENCE) {
      if (lastSign || Date.now() - lastTry > PATIENCE) {
        down();
      }
      // A connection that is dead without a word, or one that the browser has given up.
      if (Date.now() - lastTry > (source.readyState === EventSource.CLOSED ? 2000 : PATIENCE)) {
        source.close();
        connect();
      }
    } else if (source.readyState === EventSource.CLOSED && Date.now() - lastTry > 2000) {
      connect();
    }
  }, 1000);
}

/** Shows what is wrong with the dashboard and those before it, so that cameras are not blamed for it. */
export function showServer(server) {
  const troubles = [];
  const pipeline = server.pipeline;
  const since = pipeline.since ? ` since ${time(pipeline.since)}` : "";
  if (pipeline.state === "BROKERS_SILENT") {
    troubles.push(`Kafka has not answered${since}; what you see is as of then.`);
  } else if (pipeline.state === "NOT_ANALYSED") {
    troubles.push(`Nobody has analysed frames${since}: no processor works. How the cameras are is not known.`);
  } else if (pipeline.state === "BEHIND") {
    troubles.push(`The processors have a backlog${since}; what you see is not yet of now.`);
  }
  if (server.refusedCameras > 0) {
    troubles.push(`${server.refusedCameras} more cameras are not shown (dashboard.max.cameras).`);
  }
  const notice = document.getElementById("notice");
  notice.hidden = troubles.length === 0;
  notice.dataset.pipeline = pipeline.state;
  notice.textContent = troubles.join(" ");
}

/**
 * Shows alarms at the top; each names its camera where there are several.
 * @param {number} more how many there are beside these
 */
export function showAlarms(alarms, more, named) {
  const list = document.getElementById("alarms");
  const key = JSON.stringify([alarms, more]);
  if (list.dataset.key === key) {
    return;
  }
  list.dataset.key = key;
  list.hidden = alarms.length === 0;
  list.replaceChildren(...alarms.map((alarm) => {
    const item = document.createElement("li");
    item.dataset.kind = alarm.kind;
    item.dataset.camera = alarm.camera;
    if (named) {
      const link = document.createElement("a");
      link.href = "/cameras/" + encodeURIComponent(alarm.camera);
      link.textContent = alarm.camera;
      item.append(link, " ");
    }
    const what = document.createElement("strong");
    what.textContent = alarm.text + ".";
    item.append(what, " " + alarm.advice);
    return item;
  }));
  if (more > 0) {
    const rest = document.createElement("li");
    rest.textContent = `And ${more} more.`;
    list.append(rest);
  }
}

/** How much of the time of a sum the camera saw, as a whole percentage that is neither 0 nor 100 by rounding. */
export function seen(sum) {
  const seconds = Math.max(0, sum.seconds - sum.secondsWithoutFrames - sum.secondsImpaired);
  const share = sum.seconds > 0 ? seconds / sum.seconds : 0;
  return { share, text: seconds > 0 && share < 0.01 ? "<1%" : Math.floor(share * 100) + "%" };
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** A time as a person says it: with the date only when it is not today. */
export function time(iso) {
  if (!iso) {
    return "–";
  }
  const when = new Date(iso);
  const today = when.toDateString() === new Date().toDateString();
  return (today ? "" : DATE.format(when) + ", ") + CLOCK.format(when);
}

/** How a camera is, in words. */
export function statusText(camera) {
  const since = camera.since ? " since " + time(camera.since) : "";
  switch (camera.status) {
    case "LIVE": return camera.behind ? behindText(camera) : "Live";
    case "DARK": return "Dark" + since;
    case "UNKNOWN": return "Not known" + since;
    case "LATE": return "Its clock is wrong, nothing is counted" + since;
    case "UNREADABLE": return "Pictures can’t be read" + since;
    default: return "Ended" + (camera.since ? " at " + time(camera.since) : "");
  }
}

/** How far the analysis of a camera's frames is behind, in words that don't change with every frame. */
export function behindText(camera) {
  const { since, seconds } = camera.behind;
  const age = seconds === null ? "" : seconds < 90 ? `, by ${Math.max(10, 10 * Math.round(seconds / 10))} s` : `, by ${Math.round(seconds / 60)} min`;
  return `Analysed late since ${time(since)}${age}`;
}

/** What is wrong with what a camera sees, in words; nothing when it sees. */
export function sightText(camera) {
  const impaired = camera.impaired;
  if (!impaired) {
    return "";
  }
  const kind = impaired.kind === "UNKNOWN" ? "" : ": " + impaired.kind.toLowerCase();
  return "Can’t see" + kind + (impaired.since ? " since " + time(impaired.since) : "");
}

/** How many are in a camera's newest frame. That nobody is found by a camera that can't see is no zero. */
export function peopleNow(camera) {
  const live = camera.status === "LIVE" && camera.live;
  return !live || (camera.impaired && live.people === 0) ? null : live.people;
}

/** Whether the camera could not see in any frame of a window, so that nobody found is no zero. */
export function isUnseeing(window) {
  return window.framesAnalysed > 0 && window.framesImpaired === window.framesAnalysed;
}

/** A count, the word for one that is kept back, or a dash for what is not known. */
export function count(value, window) {
  if (value === 0 && window && isUnseeing(window)) {
    return "–";
  }
  if (value !== null && value !== undefined) {
    return String(value);
  }
  return window && window.withheld ? "withheld" : "–";
}

export function show(id, text) {
  const element = typeof id === "string" ? document.getElementById(id) : id;
  if (element.textContent !== text) {
    element.textContent = text;
    element.classList.toggle("word", /[a-z]{3}/.test(text));
  }
}
