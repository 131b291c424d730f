/** {@code agender topics}. */
package io.agender.launcher.command.topics;
