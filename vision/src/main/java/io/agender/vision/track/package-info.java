/**
 * Follows faces from frame to frame. Pure Java: folds over plain values, no state, no clock, no native type; safe to use
 * from any thread.
 */
package io.agender.vision.track;
