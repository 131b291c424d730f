/** The options that commands share; those that are settings come from the declarations of the settings. */
package io.agender.launcher.command.option;
