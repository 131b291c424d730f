/** A page and an API for people and programs that look at the cameras: read from the topics, never written. */
package io.agender.dashboard;
