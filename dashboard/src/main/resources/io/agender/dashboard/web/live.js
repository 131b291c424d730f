// The stream of events: the newest state of every camera, with word of how the connection is.

const PATIENCE = 15000; // three signs of life of the server

/**
 * Follows the server's events for ever.
 * @param {string} query such as "?camera=lobby"
 * @param {{camera: function(object), server: function(object)}} on takes what comes
 */
export function follow(query, on) {
  const connection = document.getElementById("connection");
  let source;
  let lastSign = Date.now();
  const tell = (state, text) => {
    if (connection.textContent !== text) {
      connection.dataset.state = state;
      connection.textContent = text;
    }
  };
  const take = (name, event) => {
    lastSign = Date.now();
    tell("up", "Connected");
    on[name](JSON.parse(event.data));
  };
  const connect = () => {
    source = new EventSource("/api/events" + query);
    source.addEventListener("camera", (event) => take("camera", event));
    source.addEventListener("server", (event) => take("server", event));
    source.addEventListener("error", () => {
      tell("down", "Connection lost, trying again …");
      if (source.readyState === EventSource.CLOSED) {
        lastSign = 0; // the browser has given up; the watch below has not
      }
    });
  };
  connect();
  setInterval(() => {
    if (Date.now() - lastSign > PATIENCE) {
      tell("down", "Connection lost, trying again …");
      lastSign = Date.now() - PATIENCE + 2000;
      source.close();
      connect();
    }
  }, 1000);
}

/** Shows what is wrong with the dashboard itself, so that cameras are not blamed for it. */
export function showServer(server) {
  const troubles = [];
  if (server.brokersSilentSince) {
    troubles.push(`Kafka has not answered since ${time(server.brokersSilentSince)}; what you see may be old.`);
  }
  if (server.refusedCameras > 0) {
    troubles.push(`${server.refusedCameras} more cameras are not shown (dashboard.max.cameras).`);
  }
  const notice = document.getElementById("notice");
  notice.hidden = troubles.length === 0;
  notice.textContent = troubles.join(" ");
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
    case "LIVE": return "Live";
    case "DARK": return "Dark" + since;
    case "UNREADABLE": return "Pictures can’t be read" + since;
    default: return "Ended" + (camera.since ? " at " + time(camera.since) : "");
  }
}

/** A count, or the word for one that is kept back. */
export function count(value, window) {
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
