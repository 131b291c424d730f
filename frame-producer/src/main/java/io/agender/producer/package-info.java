/** From video sources to agender.frames: names the cameras, reads their frames, sends them in order. */
package io.agender.producer;
