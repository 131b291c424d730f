/** The pipeline at brokers that want to know who it is. */
package io.agender.launcher.secure;
