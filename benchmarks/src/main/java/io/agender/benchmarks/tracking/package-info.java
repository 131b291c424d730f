/** How well faces are followed: {@code agender bench tracking}, against clips of which it is known who comes and goes. */
package io.agender.benchmarks.tracking;
