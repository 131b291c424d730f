/** Where settings come from: command line, environment, file, profile; laid over one another and checked. */
package io.agender.launcher.settings;
