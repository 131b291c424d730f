/** A run that goes on until it is stopped: what it counts, writes and shows, and how it gets over a full disk. */
package io.agender.launcher.live;
