/**
 * Turns what networks answer into detections and attributes, whichever engine runs them. Plain Java: an engine comes in
 * as a {@link io.agender.vision.head.Network}.
 */
package io.agender.vision.head;
