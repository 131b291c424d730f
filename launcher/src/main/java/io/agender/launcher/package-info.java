/**
 * The {@code agender} program: the only room that sees arguments, environment, exit codes and signals, and that puts the
 * other rooms together.
 */
package io.agender.launcher;
