/** Opens the vision engine as the settings want it: which networks, with how many threads, from which folder. */
package io.agender.launcher.engine;
