/** Geometry of pictures and boxes. Pure Java: no native type, no state, safe to use from any thread. */
package io.agender.vision.geometry;
