/** From video sources to agender.frames: runs the cameras side by side, each from its source to its last frame. */
package io.agender.producer;
