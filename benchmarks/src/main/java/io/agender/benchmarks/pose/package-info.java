/** How far head poses are off, and the mean face that they are worked out by: {@code agender bench pose} and {@code bench mean-face}. */
package io.agender.benchmarks.pose;
