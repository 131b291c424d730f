/** A real Kafka broker and a real schema registry on the loopback address, for a run on one machine. */
package io.agender.embedded;
