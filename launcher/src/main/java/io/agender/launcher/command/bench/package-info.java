/** {@code agender bench}: what the measurements of the room benchmarks are asked for with. */
package io.agender.launcher.command.bench;
