/** What a source is, for people. */
package io.agender.launcher.probe;
