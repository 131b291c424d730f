/** The {@code agender} command line: one class per command, options in reusable mixins. */
package io.agender.launcher.command;
