/**
 * {@code agender.faces} to {@code agender.summary}: what each camera saw, window by window, by that camera's own clock.
 */
package io.agender.aggregator;
