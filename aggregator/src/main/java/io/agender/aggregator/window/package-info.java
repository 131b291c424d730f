/** The windows of a camera, by that camera's own clock: which are open, what is counted in them, what is told of them. */
package io.agender.aggregator.window;
