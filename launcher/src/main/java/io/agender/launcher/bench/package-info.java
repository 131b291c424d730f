/** Measurements that the project's own figures come from. */
package io.agender.launcher.bench;
