/** A whole run on one machine: starts the parts, follows the frames through the topics, collects the results. */
package io.agender.launcher.run;
