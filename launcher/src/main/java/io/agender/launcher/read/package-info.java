/** What {@code agender read} does with a topic: which of its records, and how they are written. */
package io.agender.launcher.read;
