/** The Kafka lifecycle that all services share: clients, topics, running a topology, dead letters; the rest is in the rooms below. */
package io.agender.runtime;
