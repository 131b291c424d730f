/**
 * Judges whether a camera can see at all: from the small grey pictures of its frames and what is remembered of its view.
 * Pure Java: a fold over plain values, no clock, no native type; safe to use from any thread.
 */
package io.agender.vision.view;
