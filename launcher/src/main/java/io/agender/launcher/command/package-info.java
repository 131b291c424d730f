/** The {@code agender} command line: one class per command; options that are settings come from their declarations. */
package io.agender.launcher.command;
