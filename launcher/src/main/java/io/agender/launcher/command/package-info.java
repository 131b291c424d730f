/**
 * The {@code agender} command line: one class per command; those of a group are in the room with its name.
 */
package io.agender.launcher.command;
