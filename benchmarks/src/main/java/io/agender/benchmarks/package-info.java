/** The programs behind {@code agender bench}: measurements that the project's own figures come from. */
package io.agender.benchmarks;
