/** {@code agender cameras}: the list of cameras in a file, and what the topic agender.cameras says of them. */
package io.agender.launcher.command.cameras;
