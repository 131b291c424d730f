/** The sources of frames: names the cameras, plays files and live sources, and opens again what was lost. */
package io.agender.producer.source;
