package io.agender.launcher.command.option;

/**
 * A command that starts a broker and a registry of its own. The image has no registry, which weighs a third of it and
 * runs beside it with Compose, so these commands are not offered there.
 */
public interface StartsPlatform {}
