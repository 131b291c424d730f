/** The way of a camera's frames to agender.frames: in order, bounded, and counted where they do not arrive. */
package io.agender.producer.delivery;
